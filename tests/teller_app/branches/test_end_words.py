"""What the day's end says of itself."""

import msgspec

from contract.papers import TrialLine, TrialPaper
from teller_app.branches import end_rules, end_words
from teller_app.branches.state import BranchState
from tests.teller_app.approvals.desk import request
from tests.teller_app.branches.desk import (
    BROKEN,
    EVENTFUL,
    QUIET,
    Replica,
    branch,
    closed_report,
    figures,
    report_bytes,
    room,
)
from tests.teller_app.kit import BRANCH, KWESI_ID
from tests.teller_app.room_window import TEXTS


def broken() -> BranchState:
    model, port, _ = room(Replica())
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(BROKEN)
    model.read_report()
    return model.state


def closing(state: BranchState) -> dict[str, tuple[str, str]]:
    return {line.title: (line.figure, line.color) for line in end_words.closing_lines(state, TEXTS)}


def test_an_entry_is_named_by_its_receipt_with_both_figures() -> None:
    state = broken()
    (entry, *_) = end_rules.faults(state)
    assert end_words.fault_title(entry, TEXTS) == "03-20261122-1-0007"
    assert end_words.fault_figures(entry, TEXTS) == "−10.00, 100.00 against 90.00"
    assert "#4711" in end_words.fault_sub(entry, state, TEXTS)
    assert entry.entry is not None
    bare = msgspec.structs.replace(entry.entry, receipt="", kind="receive_cash")
    nameless = end_rules.Fault("entry:4711", "tie", "broken_entry", "entry", entry=bare)
    assert end_words.fault_title(nameless, TEXTS) == "Cash received, row 4711"


def test_the_closing_says_what_is_left_and_who_signs() -> None:
    said = closing(broken())
    assert said["Tie-out"] == ("Off by −10.00", "warn")
    assert said["Exceptions decided"] == ("2 left", "warn")
    assert said["Branch manager signs"][1] == "warn"
    model, _, _ = room(Replica(**{**QUIET, "requests": (request(kind="close_branch_day"),)}))
    assert "asked at 09:30" in closing(model.state)["Branch manager signs"][0]
    report = msgspec.structs.replace(closed_report(), signed_by=KWESI_ID)
    over, _, _ = room(Replica(**QUIET, branch=branch(open=False), report=report))
    assert closing(over.state)["Branch manager signs"] == ("Kwesi Appiah", "pos")
    assert closing(over.state)["Z report equals X report"] == ("Z of 09:35", "pos")
    assert end_words.summary(over.state, TEXTS)[0] == "The day is closed"


def test_a_leg_that_is_altered_is_told_though_the_sums_agree() -> None:
    off = figures(broken=(msgspec.structs.replace(BROKEN.broken[0], ledger=5, counted=5),))
    model, port, _ = room(Replica())
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(off)
    model.read_report()
    assert closing(model.state)["Tie-out"] == ("An entry is not what moved", "warn")


def test_what_was_settled_has_words_and_amounts() -> None:
    model, port, _ = room(Replica())
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(figures(drawers=EVENTFUL))
    model.read_report()
    lines = [end_words.settled_line(item, TEXTS) for item in end_rules.settled(model.state)]
    assert [line.title for line in lines[:2]] == ["Float stays in drawer 02", "Slip of drawer 03 amended: 1 late"]
    assert lines[0].figure == "+10,000.00"


def test_a_day_that_was_never_opened_says_how_it_begins() -> None:
    assert (
        end_words.summary(room(Replica(branch=branch(business_date="")))[0].state, TEXTS)[0] == "No day was opened yet"
    )


def balance(currency: str, *lines: tuple[int, int, int]) -> bytes:
    """A trial balance of (opening, debits, credits)."""
    rows = tuple(
        TrialLine(group="assets", code=str(n), name="x", opening=opening, debits=debits, credits=credits)
        for n, (opening, debits, credits) in enumerate(lines)
    )
    paper = TrialPaper(number="TB", code="", branch=BRANCH, branch_name="Makola", currency=currency, business_date="2026-11-22",
                       open=True, first_seq=1, seq=90, total=0, lines=rows, proofs=())  # fmt: skip
    return msgspec.json.encode(paper)


def test_the_closing_says_whether_debits_equal_credits() -> None:
    model, port, _ = room(Replica())
    assert closing(model.state)["Trial balance"] == ("Not read yet, F8", "warn")
    path = f"/v1/branches/{BRANCH}/trial-balance"
    for lines, said in (
        (((50, 100, 30), (-50, 0, 70)), ("Debits equal credits", "pos")),
        (((0, 100_00, 0), (0, 0, 90_00)), ("Debits and credits differ by 10.00", "warn")),
        (((5_00, 10, 10),), ("Debits and credits differ by 5.00", "warn")),
    ):
        port.files[path] = balance("GHS", *lines)
        model.read_report()
        assert closing(model.state)["Trial balance"] == said
    assert (path, {"currency": "GHS"}) in port.fetched
