from typing import Any

import msgspec
import pytest

from contract.commands import decode, encode
from contract.envelope import CHAIN_START, SIGNING_CONTEXT, Envelope, Lease, envelope_signing_input, link_of
from tests.contract.samples import SAMPLES, uid

COMMAND = encode(SAMPLES[0])
GOOD: dict[str, Any] = {
    "id": uid(1),
    "made_by": uid(2),
    "device": uid(3),
    "counter": 7,
    "made_at": "2026-11-20T09:30:00.125Z",
    "basis_seq": 41,
    "command": msgspec.Raw(COMMAND),
    "signature": "s" * 86,
}


def envelope(**changes: Any) -> Envelope:
    return Envelope(**GOOD | changes)


def test_the_signed_bytes_never_change() -> None:
    """Golden: an auditor checks these years later."""
    assert envelope_signing_input(envelope(lease=Lease(session=uid(4), number=2))) == (
        b"coastal-teller envelope 1\n"
        b"019a0000-0000-7000-8000-000000000001\n"
        b"019a0000-0000-7000-8000-000000000002\n"
        b"019a0000-0000-7000-8000-000000000003\n"
        b"7\n2026-11-20T09:30:00.125Z\n41\n019a0000-0000-7000-8000-000000000004/2\n" + COMMAND
    )
    assert envelope_signing_input(envelope()).split(b"\n")[7] == b"-"


def test_chained_bytes_never_change_either() -> None:
    assert envelope_signing_input(envelope(chain=CHAIN_START)) == (
        b"coastal-teller envelope 2\n"
        b"019a0000-0000-7000-8000-000000000001\n"
        b"019a0000-0000-7000-8000-000000000002\n"
        b"019a0000-0000-7000-8000-000000000003\n"
        b"7\n2026-11-20T09:30:00.125Z\n41\n-\n" + CHAIN_START.encode() + b"\n" + COMMAND
    )
    assert link_of(envelope(chain=CHAIN_START)) == "Sr2OO_9ccevYGbY1ZFJ1gf858T90h3fZT3LJk58xqz0"


def test_an_envelope_of_before_travels_as_it_did() -> None:
    """An outbox may hold such bytes for days: no field is added to them, and they read the same."""
    raw = msgspec.json.encode(envelope())
    assert b"chain" not in raw
    assert msgspec.json.decode(raw, type=Envelope).chain == ""


def test_a_link_depends_on_everything_before_it() -> None:
    first = envelope(chain=CHAIN_START)
    other = envelope(chain=CHAIN_START, made_by=uid(9))
    assert len(link_of(first)) == 43
    follows, instead = envelope(counter=8, chain=link_of(first)), envelope(counter=8, chain=link_of(other))
    assert link_of(follows) != link_of(instead)


@pytest.mark.parametrize(
    "change",
    [
        {"chain": CHAIN_START},
        {"id": uid(9)},
        {"made_by": uid(9)},
        {"device": uid(9)},
        {"counter": 8},
        {"made_at": "2026-11-20T09:30:00.126Z"},
        {"basis_seq": 42},
        {"lease": Lease(session=uid(4), number=1)},
        {"command": msgspec.Raw(COMMAND + b" ")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_field_is_covered(change: dict[str, Any]) -> None:
    assert envelope_signing_input(envelope(**change)) != envelope_signing_input(envelope())


def test_the_signature_itself_is_not() -> None:
    assert envelope_signing_input(envelope(signature="t" * 86)) == envelope_signing_input(envelope())


def test_the_commands_bytes_travel_untouched() -> None:
    spaced = b'{ "kind" : "continue_drawer",  "session":"%s"}' % uid(11).encode()
    sent = msgspec.json.encode(envelope(command=msgspec.Raw(spaced)))
    arrived = msgspec.json.decode(sent, type=Envelope)
    assert bytes(arrived.command) == spaced
    assert decode(bytes(arrived.command)) == decode(spaced)
    assert SIGNING_CONTEXT + b"\n" in envelope_signing_input(arrived)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "1"},
        {"made_by": uid(1) + "\n"},
        {"counter": 0},
        {"counter": 2**53 + 1},
        {"made_at": "2026-11-20 09:30:00"},
        {"made_at": "2026-11-20T09:30:00.125Z\n"},
        {"made_at": "٢٠٢٦-11-20T09:30:00.125Z"},
        {"basis_seq": -1},
        {"signature": "s" * 85},
        {"chain": "A" * 42},
        {"chain": "A" * 43 + "\n"},
        {"surprise": 1},
        {"lease": {"session": uid(4), "number": 0}},
    ],
    ids=str,
)
def test_what_is_no_envelope(change: dict[str, Any]) -> None:
    raw = msgspec.json.encode(GOOD | change)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=Envelope)
