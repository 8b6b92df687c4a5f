"""What a slow read was asked for: its path and its query, as text, and how an answer is written."""

import re
from dataclasses import dataclass

import msgspec

from contract.errors import ContractError, ErrorCode
from server.staff.denied import Denied

_ID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
encode = msgspec.json.Encoder().encode


def encode_found(found: object | None) -> bytes:
    """An answer; None is what is not there for this reader. Raises Denied(not_found)."""
    if found is None:
        raise Denied(ErrorCode.NOT_FOUND)
    return encode(found)


@dataclass(frozen=True)
class Asked:
    """A read's path and query parameters as text; ``of`` is the door."""

    path: dict[str, str]
    query: dict[str, str]
    of: str = ""

    def check(self) -> None:
        """No database keeps a NUL, and none should be asked for one. Raises Denied(not_found), ContractError(malformed)."""
        if any("\0" in value for value in self.path.values()):
            raise Denied(ErrorCode.NOT_FOUND)
        if any("\0" in value for value in self.query.values()):
            raise ContractError(ErrorCode.MALFORMED, detail="a NUL character")

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from the query, at most ``most``. Raises ContractError(malformed)."""
        text = self.query.get(name, "")
        if not text:
            return default
        if not text.isascii() or not text.isdigit() or len(text) > 16:
            raise ContractError(ErrorCode.MALFORMED, detail=name)
        return min(int(text), most)

    def key(self, name: str) -> str:
        """An id from the path. What is no id is not found."""
        if not _ID.match(self.path[name]):
            raise Denied(ErrorCode.NOT_FOUND)
        return self.path[name]
