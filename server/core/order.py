"""A command at the writer's door."""

from typing import Any

import msgspec

from contract.base import Command
from server.core.actor import Header


class Order(msgspec.Struct):
    """A decoded command with its header. ``payload`` travels beside it (import rows) and is covered by a digest in it."""

    header: Header
    command: Command
    canonical: bytes
    fingerprint: str
    raw: bytes
    payload: Any = None
