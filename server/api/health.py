"""Is it alive, and may it be given work? A balancer asks both."""

import asyncio

import msgspec
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from contract.paths import PROTOCOL, PROTOCOL_MIN
from server.api.parts import Parts
from server.staff.denied import Denied

READY_S = 2.0


class HealthDoor:
    """No proof is asked for, nothing is told but yes and no."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def get_health(self, request: Request) -> Response:
        """200 as long as the process answers."""
        return _answer(200, status="live", protocol=PROTOCOL, protocol_min=PROTOCOL_MIN)

    async def get_ready(self, request: Request) -> Response:
        """200 when the database can be read and the server is not stopping, else 503."""
        if self._parts.running.stopping:
            return _answer(503, status="stopping")
        try:
            await asyncio.wait_for(self._parts.reads.run(_ping), READY_S)
        except (SQLAlchemyError, TimeoutError, Denied):
            return _answer(503, status="database")
        return _answer(200, status="ready", head=self._parts.hub.head)


def _ping(conn: Connection) -> None:
    conn.execute(text("SELECT 1"))


def _answer(code: int, **values: object) -> Response:
    return Response(msgspec.json.encode(values), code, {"cache-control": "no-store"}, "application/json")
