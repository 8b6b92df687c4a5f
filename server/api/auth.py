"""Signing in, going on, signing out, and who one is."""

import msgspec
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from contract.errors import ErrorCode
from contract.staff import Refresh, SignIn
from server.api.bodies import body_of, decoded, json_answer
from server.api.identify import device_key, proven
from server.api.parts import Parts
from server.staff import refresh, totp
from server.staff.denied import Denied

BODY_MAX = 4096
_sign_in = msgspec.json.Decoder(SignIn)
_refresh = msgspec.json.Decoder(Refresh)


class AuthDoor:
    """The doors of a session."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def post_sign_in(self, request: Request) -> Response:
        """``Tokens`` for name, password and a proof of the device's key."""
        ask = decoded(_sign_in, await body_of(request, BODY_MAX))
        tokens = await self._parts.sign_ins.sign_in(ask, await device_key(self._parts, request, ask.device))
        return json_answer(tokens)

    async def post_refresh(self, request: Request) -> Response:
        """``Tokens`` for a refresh token and a proof."""
        ask = decoded(_refresh, await body_of(request, BODY_MAX))
        tokens = await self._parts.sign_ins.renew(ask, await device_key(self._parts, request, ask.device))
        return json_answer(tokens)

    async def post_sign_out(self, request: Request) -> Response:
        """204; every token of this sign-in is worthless now."""
        await self._parts.sign_ins.sign_out(await proven(self._parts, request))
        self._parts.hub.nudge()
        return Response(status_code=204)

    async def get_me(self, request: Request) -> Response:
        """``Me`` as of now."""
        session = await proven(self._parts, request)
        family, authenticator = await self._parts.reads.run(_now, session.access.family, session.actor.user)
        if family is None:
            raise Denied(ErrorCode.NOT_SIGNED_IN)
        return json_answer(self._parts.sessions.me(session.actor, family.ends_at, session.device.id, authenticator))


def _now(conn: Connection, family: str, user: str) -> tuple[refresh.Family | None, bool]:
    return refresh.find(conn, family), totp.has(conn, user)
