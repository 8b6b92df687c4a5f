"""A session as its readers know it: how its cash stands, also to a workstation that is older than its server."""

from contract.drawers import SessionFact, SessionState


def test_low_is_a_field_of_its_own_so_that_limit_keeps_its_three_words() -> None:
    fact = SessionFact(session="s", drawer="d", number="04", branch="b", currency="GHS", cashier="c", device="e", lease=1,
                       state=SessionState.OPEN, business_date="2026-11-26", opened_at="", limit="near")  # fmt: skip
    assert fact.cash_word == "near"
    low = SessionFact(
        **{**{name: getattr(fact, name) for name in fact.__struct_fields__}, "limit": "normal", "low": True}
    )
    assert (low.cash_word, low.limit) == ("low", "normal")
