"""A slip's seal covers everything that it is bound to, and its fact tells no amount."""

import msgspec
import pytest

from server.drawers.float_facts import fact, seal_of
from server.drawers.float_tables import SlipRow
from server.ledger.verification import signer

ROW = SlipRow(id="s", drawer="d", number="04", branch="b", currency="GHS", cashier="c", device="t", business_date="2026-11-24",
              session="n", asked_at="", lease=2, pieces={"10000": 3}, amount=300_00, signed_by="Akosua")  # fmt: skip
SIGN = signer(b"print key")


@pytest.mark.parametrize("change", [{"id": "x"}, {"drawer": "x"}, {"cashier": "x"}, {"device": "x"}, {"session": "x"},
                                    {"business_date": "2026-11-25"}, {"lease": 3}, {"amount": 300_01},
                                    {"pieces": {"10000": 2, "5000": 2}}, {"signed_by": "x"}])  # fmt: skip
def test_whatever_is_changed_breaks_the_seal(change: dict[str, object]) -> None:
    assert seal_of(SIGN, msgspec.structs.replace(ROW, **change)) != seal_of(SIGN, ROW)


def test_another_key_makes_another_seal_and_the_order_of_pieces_none() -> None:
    assert seal_of(signer(b"another"), ROW) != seal_of(SIGN, ROW)
    two = msgspec.structs.replace(ROW, pieces={"5000": 1, "10000": 3})
    turned = msgspec.structs.replace(ROW, pieces={"10000": 3, "5000": 1})
    assert seal_of(SIGN, two) == seal_of(SIGN, turned)


def test_no_amount_is_in_the_fact() -> None:
    assert not {"amount", "pieces"} & set(fact(ROW).__struct_fields__)
    assert "30000" not in msgspec.json.encode(fact(ROW)).decode()
