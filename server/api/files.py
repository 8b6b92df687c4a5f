"""Pictures by their content: put once under their SHA-256, got for ever. What a file is, its structure says, not its sender."""

import hashlib
import re

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from contract.customers import IMAGE_BYTES_MAX
from contract.errors import ContractError, ErrorCode
from contract.permissions import Permission
from server.api.bodies import body_of
from server.api.identify import allow, proven
from server.api.parts import Parts
from server.api.scanner import Scanner
from server.core.clock import stamp
from server.customers.pictures import PIXELS_MAX, SUFFIX, picture_of
from server.customers.queries import load_file, store_file
from server.ledger import inks
from server.staff.denied import Denied, written
from server.staff.limits import take_of_day

GET_FILE = Permission.READ_CUSTOMERS
PUT_FILE = Permission.EDIT_CUSTOMERS
BYTES_DAY_MAX = 256 * 1024 * 1024
LEAST = 64 * 1024
"""What a small picture counts for, so that the day's bytes bound also how many there are: 4,096 a person."""
LATER_S = 3600
_SHA256 = re.compile(r"^[0-9a-f]{64}\Z")


def _kept(conn: Connection, key: str) -> tuple[str, bytes] | None:
    """A picture, or what was signed on a pad: whoever may see the one may see the other."""
    return load_file(conn, key) or inks.load(conn, key)


class FileDoor:
    """``/v1/files/{sha256}``."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._scanner = Scanner(parts.settings.scanner)

    async def put_file(self, request: Request) -> Response:
        """204. The content must hash to the path's name."""
        session = await proven(self._parts, request)
        allow(session, PUT_FILE)
        content = await body_of(request, IMAGE_BYTES_MAX)
        picture = picture_of(content)
        if picture is None or hashlib.sha256(content).hexdigest() != request.path_params["sha256"]:
            raise ContractError(ErrorCode.MALFORMED, detail="file")
        if picture.too_large:
            raise ContractError(ErrorCode.TOO_LARGE, pixels_max=PIXELS_MAX)
        await self._scanner.look(content)
        user = session.actor.user
        if not await written(self._parts.writer, lambda conn: self._keep(conn, user, content, picture.media_type)):
            raise Denied(ErrorCode.SLOW_DOWN, retry_after_s=LATER_S)
        return Response(status_code=204)

    async def get_file(self, request: Request) -> Response:
        """The content; it can be kept for ever, because it is named by its hash."""
        session = await proven(self._parts, request)
        allow(session, GET_FILE)
        key = request.path_params["sha256"]
        found = await self._parts.reads.run(_kept, key) if _SHA256.match(key) else None
        if found is None:
            raise Denied(ErrorCode.NOT_FOUND)
        kind, content = found
        # The name is made here: nothing that somebody sent stands in a header.
        name = f"{key}.{SUFFIX[kind]}" if kind in SUFFIX else key
        headers = {
            "cache-control": "private, max-age=31536000, immutable",
            "content-disposition": f'attachment; filename="{name}"',
        }
        return Response(content, media_type=kind, headers=headers)

    def _keep(self, conn: Connection, user: str, content: bytes, kind: str) -> bool:
        day, size = stamp(self._parts.clock())[:10], max(len(content), LEAST)
        if not take_of_day(conn, f"{user}/file/bytes", day, size, BYTES_DAY_MAX):
            return False
        store_file(conn, content, kind)
        return True
