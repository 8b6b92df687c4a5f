"""Internal accounts have stable ids in the form of the wire's ids, and the right normal side."""

import re

from server.ledger import chart


def test_ids_are_stable_distinct_and_in_form() -> None:
    keys = {
        chart.internal_id(branch, code, currency, detail)
        for branch in ("a", "b")
        for code in chart.CODES
        for currency in ("GHS", "CZK")
        for detail in ("", "04")
    }
    assert len(keys) == 2 * len(chart.CODES) * 4
    assert all(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}", key) for key in keys)
    # Books already written name their accounts so: this value may never change.
    assert chart.internal_id("a", "1010", "GHS", "04") == "5c5db7ec-1839-8693-809f-badf241e0456"


def test_assets_and_expenses_are_debit_normal() -> None:
    sides = {code: chart.normal_side(code) for code in chart.CODES}
    assert {code for code, side in sides.items() if side == "debit"} == {
        code for code in chart.CODES if code[0] in "15"
    }
