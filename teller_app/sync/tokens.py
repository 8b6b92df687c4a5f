"""One person's session with the server: a short access token, renewed in silence, and the refresh handle behind it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping

import msgspec

from contract import paths
from contract.errors import ErrorCode, Retry, retry_of
from contract.feed import AnyAnswer, AnyOutcome, Awaiting, Executed, Refused
from contract.staff import Me, Tokens
from teller_app.sync.outcomes import (
    Applied,
    AwaitingApproval,
    Declined,
    Failed,
    Posted,
    RejectedByRule,
    ServerFault,
    SignedOut,
)
from teller_app.sync.transport import ANSWER_BYTES_MAX, Reply, Transport, decoded

RENEW_BEFORE_S = 60.0


class _Access(msgspec.Struct, frozen=True):
    token: str
    renew_at: float


class Session:
    """Renewal happens under a lock; the new refresh handle is kept by ``keep`` before the new access token is used."""

    def __init__(
        self,
        transport: Transport,
        keep: Callable[[str], Awaitable[None]],
        refresh: str,
        changed: Callable[[Me], None] = lambda me: None,
    ) -> None:
        self._transport = transport
        self._keep = keep
        self._refresh = refresh
        self._changed = changed
        self._access: _Access | None = None
        self._lock = asyncio.Lock()

    async def adopt(self, tokens: Tokens) -> None:
        """Take tokens from a sign-in or a renewal."""
        await self._keep(tokens.refresh)
        self._refresh = tokens.refresh
        life = tokens.access_expires_in_s
        # A minute early; a very short token at half its life.
        self._access = _Access(tokens.access, time.monotonic() + max(life - RENEW_BEFORE_S, life / 2))

    async def access(self, stale: str = "") -> str | Failed:
        """An access token with life left in it; ``stale`` is one that the server has just refused."""
        async with self._lock:
            held = self._access
            if held and held.token != stale and time.monotonic() < held.renew_at:
                return held.token
            result = await self._transport.refresh(self._refresh)
            if isinstance(result, Declined) and _ends(result):
                return SignedOut(result.code, dict(result.problem.params))
            if not isinstance(result, Tokens):
                return result
            await self.adopt(result)
            self._changed(result.me)
            return result.access

    async def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: bytes | None = None,
        proven: bool = True,
        bytes_max: int = ANSWER_BYTES_MAX,
    ) -> Reply | Failed:
        """A request as this person. A token that turns out to be expired is renewed once, and the request repeated once."""
        stale = ""
        result: Reply | Failed = SignedOut()
        for _ in range(2):
            access = await self.access(stale)
            if not isinstance(access, str):
                return access
            result = await self._transport.request(
                method, path, params=params, body=body, access=access, proven=proven, bytes_max=bytes_max
            )
            if not (isinstance(result, Declined) and result.problem.code is ErrorCode.TOKEN_EXPIRED):
                break
            stale = access
        if isinstance(result, Declined) and retry_of(result.problem.code) is Retry.SIGN_IN:
            return SignedOut(result.code, dict(result.problem.params))
        return result

    async def post(self, envelope: bytes) -> Posted | Failed:
        """Deliver one envelope. The envelope's signature is the proof."""
        reply = await self.call("POST", paths.COMMANDS, body=envelope, proven=False)
        answer: AnyOutcome | Failed = decoded(reply, AnyOutcome)  # type: ignore[arg-type]
        if isinstance(answer, Executed):
            return Applied(answer)
        if isinstance(answer, Awaiting):
            return AwaitingApproval(answer)
        return RejectedByRule(answer) if isinstance(answer, Refused) else answer

    async def post_list(self, envelopes: list[bytes]) -> list[AnyAnswer] | Failed:
        """Deliver several in order; one answer for each."""
        reply = await self.call("POST", paths.COMMANDS, body=b"[" + b",".join(envelopes) + b"]", proven=False)
        answers = decoded(reply, list[AnyAnswer])
        if isinstance(answers, list) and len(answers) != len(envelopes):
            return ServerFault(200, f"{len(answers)} answers to {len(envelopes)} envelopes")
        return answers

    async def put_out(self) -> bool:
        """Whether a session that is over is so because the bank says that this person works there no more."""
        if not self._refresh:
            return False
        result = await self._transport.refresh(self._refresh)
        return isinstance(result, Declined) and result.problem.code is ErrorCode.MAKER_DISABLED

    async def sign_out(self) -> None:
        """Tell the server, if it can be told."""
        if self._access:
            await self._transport.request("POST", paths.SIGN_OUT, access=self._access.token)
        self._access = None


def _ends(result: Declined) -> bool:
    code = result.problem.code
    return code is not ErrorCode.CLIENT_TOO_OLD and retry_of(code) is not Retry.LATER
