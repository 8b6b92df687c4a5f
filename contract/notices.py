"""What the bank tells its people at once: a level, a code with figures, and whether it was seen."""

from enum import StrEnum
from typing import Any

from contract.base import Command, Fact
from contract.ids import Id


class Level(StrEnum):
    INFO = "info"
    WARN = "warn"
    URGENT = "urgent"


class AcknowledgeNotice(Command, frozen=True, tag="acknowledge_notice"):
    notice: Id


class NoticeFact(Fact, frozen=True, tag="notice"):
    """``code`` is closed on the client's side by its texts; ``params`` are figures and names, never prose."""

    notice: Id
    level: Level
    code: str
    at: str
    params: dict[str, Any] = {}
    refers_to: str = ""
    seen_by: tuple[Id, ...] = ()
