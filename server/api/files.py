"""Pictures by their content: put once under their SHA-256, got for ever. What a file is, its first bytes say, not its sender."""

import hashlib
import re

from starlette.requests import Request
from starlette.responses import Response

from contract.customers import IMAGE_BYTES_MAX
from contract.errors import ContractError, ErrorCode
from contract.permissions import Permission
from server.api.bodies import read_body
from server.api.identify import allow, proven
from server.api.parts import Parts
from server.customers.queries import load_file, store_file
from server.staff.denied import Denied, written

GET_FILE = Permission.READ_CUSTOMERS
PUT_FILE = Permission.EDIT_CUSTOMERS
_SHA256 = re.compile(r"^[0-9a-f]{64}\Z")


def media_type(content: bytes) -> str:
    """PNG, JPEG or WebP by signature; empty for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


class FileDoor:
    """``/v1/files/{sha256}``."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def put_file(self, request: Request) -> Response:
        """204. The content must hash to the path's name."""
        session = await proven(self._parts, request)
        allow(session, PUT_FILE)
        content = await read_body(request.scope["headers"], request.receive, IMAGE_BYTES_MAX)
        kind = media_type(content)
        if not kind or hashlib.sha256(content).hexdigest() != request.path_params["sha256"]:
            raise ContractError(ErrorCode.MALFORMED, detail="file")
        await written(self._parts.writer, lambda conn: store_file(conn, content, kind))
        return Response(status_code=204)

    async def get_file(self, request: Request) -> Response:
        """The content; it can be kept for ever, because it is named by its hash."""
        session = await proven(self._parts, request)
        allow(session, GET_FILE)
        key = request.path_params["sha256"]
        found = await self._parts.reads.run(load_file, key) if _SHA256.match(key) else None
        if found is None:
            raise Denied(ErrorCode.NOT_FOUND)
        kind, content = found
        headers = {"cache-control": "private, max-age=31536000, immutable", "content-disposition": "attachment"}
        return Response(content, media_type=kind, headers=headers)
