"""The base of everything that travels: frozen, strict, small on the wire."""

import msgspec

UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What decoding raises of bytes that are no such value: wrong in form, in letters, or nested deeper than anybody means it."""


class Wire(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A value that crosses the wire. Unknown fields are refused, defaults are omitted, so an encoding is canonical."""


class Command(Wire, frozen=True, tag_field="kind", kw_only=True):
    """Something a person asks the bank to do. Tagged by ``kind``; fields are only ever added, defaults never change."""


class Fact(Wire, frozen=True, tag_field="fact", kw_only=True):
    """Something that is now true, stated as whole new values, never as a difference."""


class Result(Wire, frozen=True, tag_field="result", kw_only=True):
    """What an executed command hands back to its maker beside the facts."""


class Secret(msgspec.Struct, frozen=True):
    """A password, code or PIN. A command that holds one is ``online_only``: it never enters an outbox, fingerprint,
    journal, feed or log, and its text never shows in a repr."""

    reveal: str

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__
