"""The long ways in: a workstation that the bank does not know yet, and a password that must be changed first.

Name and password are held here, in memory, only while a code or a manager is waited for.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from contract import paths
from contract.approvals import RequestState
from contract.compare import compare_words
from contract.doors import (
    Admission,
    AskAdmission,
    AskManagerCode,
    CodeSent,
    ConfirmCode,
    Enrol,
    Enrolled,
    SetPassword,
)
from contract.errors import ErrorCode
from contract.staff import Tokens
from teller_app.sync.events import AdmissionSeen, CodeAsked, ManagerAsked, ManagerCodeAsked, SignInFailed
from teller_app.sync.outcomes import Declined, Failed
from teller_app.sync.transport import decoded

if TYPE_CHECKING:
    from teller_app.sync.core import Core

ASK_EVERY_S = 5.0
"""Between two looks whether a manager has agreed. The server turns an unknown device away before it weighs a password."""
REMIND_EVERY_S = 60
"""The server takes a reminder about the same request once in this time."""
_OVER = {
    RequestState.DECLINED: "device_declined",
    RequestState.WITHDRAWN: ErrorCode.REQUEST_DECIDED.value,
    RequestState.EXPIRED: ErrorCode.REQUEST_EXPIRED.value,
}


class Asking(msgspec.Struct, frozen=True):
    """Who wants to work at this workstation, and which code they were sent."""

    username: str
    password: str
    name: str
    challenge: str
    request: str = ""


class Entrance:
    """Runs on the engine's loop. One attempt at a time: another one, or ``cancel``, forgets the one before."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._asking: Asking | None = None
        self._waiting: asyncio.Task[None] | None = None
        self._manager_challenge = ""
        self._hurry = asyncio.Event()

    async def enrol(self, username: str, password: str, name: str) -> None:
        """Ask in somebody's name that this workstation be let in: CodeAsked follows, or SignInFailed."""
        self.cancel()
        signer = self._core.profile.signer
        ask = Enrol(username=username[:64], password=password[:256], device=signer.device, name=name, key=signer.public)
        sent = await self._post(paths.DEVICES, ask, CodeSent)
        if isinstance(sent, CodeSent):
            self._asking = Asking(username, password, name, sent.challenge)
            self._core.tell(CodeAsked(sent.way, sent.sent_to, self._left_s(sent.expires_at)))
        else:
            self._failed(sent)

    async def confirm(self, code: str) -> None:
        """The code as typed: ManagerAsked follows, then SignedIn once a manager has agreed; or SignInFailed."""
        asking = self._asking
        if asking is None:
            self._core.tell(SignInFailed(ErrorCode.CODE_OVER.value))
            return
        done = await self._post(paths.DEVICE_CONFIRM, ConfirmCode(challenge=asking.challenge, code=code), Enrolled)
        if not isinstance(done, Enrolled):
            self._failed(done)
            return
        left_s, signer = self._left_s(done.expires_at), self._core.profile.signer
        asking = self._asking = replace(asking, request=done.request)
        words = compare_words(done.request, signer.device, asking.name, signer.public)
        self._core.tell(ManagerAsked(left_s, words))
        self._waiting = asyncio.get_running_loop().create_task(self._wait(asking, left_s))

    async def remind(self, user: str) -> None:
        """Tell this manager once more that somebody waits: AdmissionSeen follows, or SignInFailed."""
        if self._asking is not None:
            found = await self._stands(AskAdmission(request=self._asking.request, act="remind", to=user))
            if not isinstance(found, Admission):
                self._failed(found)

    async def ask_manager_code(self, user: str) -> None:
        """A code to the phone of a manager who sits at no screen: ManagerCodeAsked follows, or SignInFailed."""
        if self._asking is None:
            return
        ask = AskManagerCode(request=self._asking.request, user=user)
        sent = await self._post(paths.DEVICE_MANAGER_CODE, ask, CodeSent)
        if isinstance(sent, CodeSent):
            self._manager_challenge = sent.challenge
            self._core.tell(ManagerCodeAsked(user, sent.sent_to, self._left_s(sent.expires_at)))
        else:
            self._failed(sent)

    async def confirm_manager_code(self, code: str) -> None:
        """The code as the manager read it: SignedIn follows, or SignInFailed."""
        if self._asking is None or not self._manager_challenge:
            self._core.tell(SignInFailed(ErrorCode.CODE_OVER.value))
            return
        ask = ConfirmCode(challenge=self._manager_challenge, code=code)
        done = await self._post(paths.DEVICE_MANAGER_CONFIRM, ask, Admission)
        if isinstance(done, Admission):
            self._hurry.set()
        else:
            self._failed(done)

    async def choose_password(self, username: str, password: str, new_password: str) -> None:
        """A one-time secret, or the password of now, is changed for a new one: SignedIn follows, or SignInFailed."""
        ask = SetPassword(
            username=username[:64], password=password[:256], new_password=new_password[:256],
            device=self._core.profile.signer.device,
        )  # fmt: skip
        tokens = await self._post(paths.PASSWORD, ask, Tokens)
        if isinstance(tokens, Tokens):
            await self._core.come_in(tokens, new_password)
        else:
            self._failed(tokens)

    def cancel(self) -> None:
        """Nobody waits any more; what was typed is forgotten."""
        waiting, self._waiting, self._asking = self._waiting, None, None
        self._manager_challenge = ""
        if waiting is not None:
            waiting.cancel()

    async def give_up(self) -> None:
        """The same, and the managers are not asked any longer. What was agreed to in this moment stays agreed to."""
        asking = self._asking
        self.cancel()
        if asking is not None and asking.request:
            await self._post(paths.DEVICE_REQUEST, AskAdmission(request=asking.request, act="withdraw"), Admission)

    async def close(self) -> None:
        """End with the engine."""
        waiting = self._waiting
        self.cancel()
        if waiting is not None:
            with suppress(asyncio.CancelledError):
                await waiting

    async def _wait(self, asking: Asking, left_s: int) -> None:
        """Until a manager has agreed or declined, or the request is over."""
        clock = asyncio.get_running_loop().time
        until = clock() + left_s
        while clock() < until:
            found = await self._stands(AskAdmission(request=asking.request))
            if isinstance(found, Admission):
                # A request that was put before others has more time.
                until = clock() + self._left_s(found.expires_at)
                if found.state in _OVER:
                    self._over(found)
                    return
            if await self._try(asking):
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), ASK_EVERY_S)
            self._hurry.clear()
        self._waiting = self._asking = None
        self._core.tell(SignInFailed(ErrorCode.REQUEST_EXPIRED.value))

    async def _try(self, asking: Asking) -> bool:
        """Whether there is nothing to wait for any more: signed in, or refused for another reason than that one waits."""
        if self._core.person is not None or self._asking is None:
            self._waiting = self._asking = None
            return True
        found = await self._core.transport.sign_in(asking.username, asking.password)
        if isinstance(found, Tokens):
            self._waiting = self._asking = None
            await self._core.come_in(found, asking.password)
            return True
        if isinstance(found, Declined) and found.problem.code is not ErrorCode.DEVICE_UNKNOWN:
            self._waiting = self._asking = None
            self._failed(found)
            return True
        return False

    async def _stands(self, ask: AskAdmission) -> Admission | Failed:
        """How the request stands, told where it can be asked."""
        found = await self._post(paths.DEVICE_REQUEST, ask, Admission)
        if isinstance(found, Admission) and found.state is RequestState.AWAITING:
            reminded = self._until(found.reminded_at) + REMIND_EVERY_S if found.reminded_at else 0
            self._core.tell(AdmissionSeen(found.asked, self._left_s(found.expires_at), max(0, reminded)))
        return found

    def _over(self, found: Admission) -> None:
        self._waiting = self._asking = None
        self._core.tell(SignInFailed(_OVER[found.state], {"reason": found.reason}))

    async def _post[T](self, path: str, ask: msgspec.Struct, kind: type[T]) -> T | Failed:
        return decoded(await self._core.transport.request("POST", path, body=msgspec.json.encode(ask)), kind)

    def _failed(self, failed: Failed) -> None:
        problem = failed.problem if isinstance(failed, Declined) else None
        params, retry_s = (dict(problem.params), problem.retry_after_s) if problem else ({}, 0)
        waits = self._asking is not None and bool(self._asking.request)
        self._core.tell(SignInFailed(failed.code, params, retry_s, waits))

    def _left_s(self, stamp: str) -> int:
        """Seconds until a stamp by the server's clock."""
        return max(0, self._until(stamp))

    def _until(self, stamp: str) -> int:
        return round(datetime.fromisoformat(stamp).timestamp() - self._core.transport.now())
