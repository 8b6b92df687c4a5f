"""The long ways in: a workstation that the bank does not know yet, and a password that must be changed first.

Name and password are held here, in memory, only while a code or a manager is waited for.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from contract import paths
from contract.doors import CodeSent, ConfirmCode, Enrol, Enrolled, SetPassword
from contract.errors import ErrorCode
from contract.staff import Tokens
from teller_app.sync.events import CodeAsked, ManagerAsked, SignInFailed
from teller_app.sync.outcomes import Declined, Failed
from teller_app.sync.transport import decoded

if TYPE_CHECKING:
    from teller_app.sync.core import Core

ASK_EVERY_S = 5.0
"""Between two looks whether a manager has agreed. The server turns an unknown device away before it weighs a password."""


class Asking(msgspec.Struct, frozen=True):
    """Who wants to work at this workstation, and which code they were sent."""

    username: str
    password: str
    challenge: str


class Entrance:
    """Runs on the engine's loop. One attempt at a time: another one, or ``cancel``, forgets the one before."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._asking: Asking | None = None
        self._waiting: asyncio.Task[None] | None = None

    async def enrol(self, username: str, password: str, name: str) -> None:
        """Ask in somebody's name that this workstation be let in: CodeAsked follows, or SignInFailed."""
        self.cancel()
        signer = self._core.profile.signer
        ask = Enrol(username=username[:64], password=password[:256], device=signer.device, name=name, key=signer.public)
        sent = await self._post(paths.DEVICES, ask, CodeSent)
        if isinstance(sent, CodeSent):
            self._asking = Asking(username, password, sent.challenge)
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
        left_s = self._left_s(done.expires_at)
        self._core.tell(ManagerAsked(left_s))
        self._waiting = asyncio.get_running_loop().create_task(self._wait(asking, left_s))

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
        if waiting is not None:
            waiting.cancel()

    async def close(self) -> None:
        """End with the engine."""
        waiting = self._waiting
        self.cancel()
        if waiting is not None:
            with suppress(asyncio.CancelledError):
                await waiting

    async def _wait(self, asking: Asking, left_s: int) -> None:
        """Until a manager has agreed, or the request is over."""
        until = asyncio.get_running_loop().time() + left_s
        while asyncio.get_running_loop().time() < until:
            await asyncio.sleep(ASK_EVERY_S)
            if self._core.person is not None:
                self._waiting = self._asking = None
                return
            found = await self._core.transport.sign_in(asking.username, asking.password)
            if isinstance(found, Tokens):
                self._waiting = self._asking = None
                await self._core.come_in(found, asking.password)
                return
            if isinstance(found, Declined) and found.problem.code is not ErrorCode.DEVICE_UNKNOWN:
                self._waiting = self._asking = None
                self._failed(found)
                return
        self._waiting = self._asking = None
        self._core.tell(SignInFailed(ErrorCode.REQUEST_EXPIRED.value))

    async def _post[T](self, path: str, ask: msgspec.Struct, kind: type[T]) -> T | Failed:
        return decoded(await self._core.transport.request("POST", path, body=msgspec.json.encode(ask)), kind)

    def _failed(self, failed: Failed) -> None:
        problem = failed.problem if isinstance(failed, Declined) else None
        params, retry_s = (dict(problem.params), problem.retry_after_s) if problem else ({}, 0)
        self._core.tell(SignInFailed(failed.code, params, retry_s))

    def _left_s(self, stamp: str) -> int:
        """Seconds until a stamp by the server's clock."""
        return max(0, round(datetime.fromisoformat(stamp).timestamp() - self._core.transport.now()))
