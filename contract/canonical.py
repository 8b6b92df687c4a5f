"""One value, one encoding: a default that was written out is the default that was left out.

msgspec omits a default where the field *is* that object (None, "", small numbers, empty collections). A number such as 1000 or a
value such as ``Cash()`` is another object once it was decoded, so it would be written. Here it becomes the default's own object
again, and the encoding of a command does not depend on how it was spelled.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from contract.base import Wire


def canonical[W: Wire](value: W) -> W:
    """The same value with each field that equals its default holding the default itself, also deeper down."""
    changes: dict[str, Any] = {}
    for name, default in _fields(type(value)):
        held = getattr(value, name)
        meant = default if held == default else _deeper(held)
        if meant is not held:
            changes[name] = meant
    return msgspec.structs.replace(value, **changes) if changes else value


def _deeper(held: Any) -> Any:
    if isinstance(held, Wire):
        return canonical(held)
    return tuple(_deeper(item) for item in held) if isinstance(held, tuple) else held


@cache
def _fields(kind: type[Wire]) -> tuple[tuple[str, Any], ...]:
    """The fields to look at with their defaults: a default that identity misses, or a value that has such fields itself."""
    found = [(field.name, field.default) for field in _info(kind).fields if _missed(field.default)]
    names = {name for name, _ in found}
    for field in _info(kind).fields:
        if field.name not in names and any(_fields(inner) for inner in _wires(field.type) if inner is not kind):
            found.append((field.name, field.default))
    return tuple(found)


def _info(kind: type[Wire]) -> inspect.StructType:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return info


def _missed(default: Any) -> bool:
    """Whether a decoded value that equals this default may be another object."""
    return default is not msgspec.NODEFAULT and default is not None and default != "" and not isinstance(default, bool)


def _wires(info: inspect.Type) -> Iterator[type[Wire]]:
    if isinstance(info, inspect.StructType):
        yield info.cls  # type: ignore[misc]
    for part in (*getattr(info, "types", ()), *getattr(info, "item_types", ()), getattr(info, "item_type", None)):
        if part is not None:
            yield from _wires(part)
