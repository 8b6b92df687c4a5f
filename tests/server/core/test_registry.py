"""One handler a kind."""

import pytest

from contract.commands import COMMAND_TYPES
from contract.notices import AcknowledgeNotice
from contract.permissions import Permission
from server.build import make_registry
from server.core.registry import Handler, Registry, Source
from tests.server.core import toy


def test_two_handlers_for_a_kind_are_refused() -> None:
    twice = Handler(AcknowledgeNotice, Permission.READ_NOTICES, toy.count)
    with pytest.raises(ValueError, match="AcknowledgeNotice"):
        Registry([*toy.HANDLERS, twice])


def test_a_command_finds_its_handler() -> None:
    assert Registry(toy.HANDLERS).of(AcknowledgeNotice(notice=toy.MAKER)) is toy.HANDLERS[0]


def test_a_source_asks_its_function() -> None:
    source = Source("tally", lambda conn, reader, after, limit: [(after + "1", None)] * limit)
    assert source.page(None, None, "k", 2) == [("k1", None)] * 2  # type: ignore[arg-type]


def test_the_bank_handles_every_command_of_the_contract() -> None:
    registry, _ = make_registry(lambda *args: "")
    assert set(registry.by_kind) == set(COMMAND_TYPES)
