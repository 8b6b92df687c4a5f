from teller_app.outbox.paper import kept_lines
from tests.teller_app.outbox.desk import BACK, ODD, held_back, kept
from tests.teller_app.room_window import TEXTS


def test_the_paper_says_what_the_screen_says_by_currency() -> None:
    foreign = kept(30, "back", currency="CZK", amount=100, kind="withdraw", offline=False)
    moved = kept(31, "back", kind="transfer", offline=False)
    rows = (*BACK, foreign, moved, ODD)
    model, _ = held_back(rows=rows)
    found = kept_lines(model.state, TEXTS)
    assert set(found) == {"GHS", "CZK"}, "what is about no money is on no list of cash"
    first = found["GHS"][0]
    assert (first.who, first.what, first.amount_minor, first.outcome, first.why) == (
        "Alhassan Fuseini", "Deposit", 115_000, "To suspense", "This account is closed",
    )  # fmt: skip
    assert [line.amount_minor for line in found["CZK"]] == [-100]
    assert found["GHS"][-1].amount_minor == 0, "a transfer moves no cash"
    model.toggle_problems()
    assert len(kept_lines(model.state, TEXTS)["GHS"]) == 3
