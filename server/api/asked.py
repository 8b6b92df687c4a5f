"""A read's parameters as text, checked where they are taken out."""

import re
from dataclasses import dataclass

from contract.errors import ContractError, ErrorCode
from server.staff.denied import Denied

_ID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")


@dataclass(frozen=True)
class Asked:
    """A read's path and query parameters as text."""

    path: dict[str, str]
    query: dict[str, str]

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
