"""The bank's own commands carry its own hand and no signature."""

from contract.ids import SERVER_DEVICE, SYSTEM_USER, new_id
from server.core.actor import system_header


def test_the_banks_own_header() -> None:
    key = new_id()
    header = system_header(key, "2026-11-24T08:00:00.000Z")
    assert (header.command_id, header.made_by, header.device) == (key, SYSTEM_USER, SERVER_DEVICE)
    assert header.signature == ""
    assert header.lease is None
