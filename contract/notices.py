"""What the bank tells its people at once: a level, a code with figures, and whether it was seen."""

from enum import StrEnum
from typing import Annotated, Any

import msgspec

from contract.base import Command, Fact
from contract.ids import Code, Id


class Level(StrEnum):
    INFO = "info"
    WARN = "warn"
    URGENT = "urgent"


class AcknowledgeNotice(Command, frozen=True, tag="acknowledge_notice"):
    notice: Id


class RaiseNotice(Command, frozen=True, tag="raise_notice"):
    """The bank's own hand tells something that no other command said: who was told is branch, permission and people."""

    notice: Id
    level: Level
    code: Code
    params: dict[str, Annotated[str, msgspec.Meta(max_length=200)] | int] = {}
    branch: Id | None = None
    permission: Annotated[str, msgspec.Meta(max_length=40)] = ""
    people: Annotated[tuple[Id, ...], msgspec.Meta(max_length=20)] = ()


class NoticeFact(Fact, frozen=True, tag="notice"):
    """``code`` is closed on the client's side by its texts; ``params`` are figures and names, never prose."""

    notice: Id
    level: Level
    code: str
    at: str
    params: dict[str, Any] = {}
    refers_to: str = ""
    seen_by: tuple[Id, ...] = ()
