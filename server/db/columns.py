"""Column types that mean the same on SQLite and PostgreSQL."""

from typing import Any

import msgspec
from sqlalchemy import BigInteger, Dialect, String, Text
from sqlalchemy.types import TypeDecorator

_encode = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.json.Decoder().decode

Id = String(36)
"""UUIDv7 as text: the same bytes in both databases, in logs and on the wire."""
Name = String(160)
Minor = BigInteger
"""Integer minor units."""
Stamp = String(24)
"""RFC 3339 UTC with milliseconds, which sorts as text."""
Day = String(10)
"""ISO date."""


def json_text(value: Any) -> str | None:
    """A value as it is kept: keys sorted, so that equal values are equal bytes (the journal's hash covers them)."""
    return None if value is None else _encode(value).decode()


def json_value(text: str | None) -> Any:
    """The inverse."""
    return None if text is None else _decode(text)


class Json(TypeDecorator[Any]):
    """JSON as text: see ``json_text``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return json_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return json_value(value)
