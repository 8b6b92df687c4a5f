"""Facts as rows: encoded once, decoded by their type. What rooms' folds and queries share."""

from collections.abc import Sequence
from typing import Any

import msgspec

from contract.base import Fact
from teller_app.sync.sqlcipher import Connection

_encode = msgspec.json.Encoder().encode
_decoders: dict[type[Fact], msgspec.json.Decoder[Any]] = {}


def encoded(fact: Fact) -> bytes:
    """The fact's canonical bytes."""
    return _encode(fact)


def _decoder[F: Fact](kind: type[F]) -> msgspec.json.Decoder[F]:
    found = _decoders.get(kind)
    if found is None:
        found = _decoders[kind] = msgspec.json.Decoder(kind)
    return found


def fact_from[F: Fact](row: bytes, kind: type[F]) -> F:
    """The fact in a row's bytes."""
    return _decoder(kind).decode(row)


def facts_of[F: Fact](connection: Connection, kind: type[F], sql: str, parameters: Sequence[Any] = ()) -> tuple[F, ...]:
    """The facts that ``sql`` selects as its first column."""
    decoder = _decoder(kind)
    return tuple(decoder.decode(row[0]) for row in connection.execute(sql, parameters).fetchall())


def fact_of[F: Fact](connection: Connection, kind: type[F], sql: str, parameters: Sequence[Any] = ()) -> F | None:
    """The first fact that ``sql`` selects, or None."""
    return next(iter(facts_of(connection, kind, sql, parameters)), None)
