"""Which carrier a bank has, by its settings."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from server.sms.arkesel import Arkesel
from server.sms.embedded import Embedded
from server.sms.hubtel import Hubtel
from server.sms.provider import Carrier
from server.sms.sendexa import Sendexa

EMBEDDED = "embedded"
_KNOWN: dict[str, Callable[..., Any]] = {"sendexa": Sendexa, "hubtel": Hubtel, "arkesel": Arkesel}


def make_carrier(name: str, key: str, secret: str, sender: str, base: str, file: Path) -> Carrier:
    """The carrier. ``base`` empty: its own address. Raises ValueError for one that nobody knows, or without a key."""
    if name == EMBEDDED:
        return Embedded(file)
    if name not in _KNOWN:
        raise ValueError(f"{name}: known are {', '.join([EMBEDDED, *_KNOWN])}")
    if not key or not sender:
        raise ValueError(f"{name}: sms_key and sms_sender are needed")
    carrier: Carrier = _KNOWN[name](key, secret, sender, **({"base": base} if base else {}))
    return carrier
