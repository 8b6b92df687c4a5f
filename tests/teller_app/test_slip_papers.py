"""A session's reconciliation becomes a slip that the press accepts."""

from pathlib import Path

import msgspec
import pytest

from contract.causes import Causes
from contract.drawers import CountLine, Movement, PostTo, ReconciliationFact, SessionState
from contract.ids import derived_id
from contract.receipts import UnusedReceipt, UnusedWhy
from server.drawers.facts import ORDER
from teller_app import slip_papers
from teller_app.i18n.text import Texts
from teller_app.printing import slip_facts as s
from teller_app.printing.facts import Bank
from teller_app.printing.press import Press
from teller_app.resources import resource_path
from tests.teller_app import samples
from tests.teller_app.kit import EFUA
from tests.teller_app.printing import pdf_reader
from tests.teller_app.test_papers import DESK, press

__all__ = ["press"]


def test_the_slip_adds_up_and_prints(press: Press) -> None:
    line = CountLine(
        attempt=derived_id("a"),
        number=1,
        at="2026-11-22T17:00:00.000Z",
        by=EFUA.user,
        total=595_00,
        expected=600_00,
        variance=-5_00,
    )
    sheet = ReconciliationFact(
        session=derived_id("s"), drawer=derived_id("d"), cashier=EFUA.user, branch=EFUA.branch, currency="GHS",
        business_date="2026-11-22", opening=500_00, movements=(Movement(kind="deposit", items=1, amount=100_00),), expected=600_00,
        expected_pieces={"10000": 6}, counted=595_00, counted_pieces={"10000": 5, "5000": 1, "2000": 2, "500": 1}, variance=-5_00,
        tolerance=10_00, attempts=(line,), over_short_before=0, state=SessionState.CLOSED, reason="One note short", first_seq=5, last_seq=9,
        hash_tail="ab" * 32, opened_at="2026-11-22T08:02:00.000Z", closed_at="2026-11-22T17:05:00.000Z",
    )  # fmt: skip
    facts = slip_papers.slip(sheet, "04", DESK)
    assert sum(move.effect() for move in facts.movements) == facts.expected_minor == 600_00
    assert press.slip(facts).pages >= 1


def day_sheet(**changes: object) -> ReconciliationFact:
    """A session with one movement of every kind that the server tells of: 500 + 57 in, 39 out."""
    moved = [10, 4, 20, 6, 2, 1, 1, 3, 10, -7, -6, -4, -5, -5, -2, -8, -2]
    movements = tuple(
        Movement(kind=kind, items=1, amount=minor * 100) for kind, minor in zip(ORDER, moved, strict=True)
    )
    line = CountLine(attempt=derived_id("a"), number=1, at="2026-11-22T17:00:00.000Z", by=EFUA.user, total=518_00,
                     expected=518_00, variance=0)  # fmt: skip
    given = {
        "session": derived_id("s"), "drawer": derived_id("d"), "cashier": EFUA.user, "branch": EFUA.branch, "currency": "GHS",
        "business_date": "2026-11-22", "opening": 500_00, "movements": movements, "expected": 518_00,
        "expected_pieces": {"10000": 5, "1000": 1, "200": 4}, "counted": 518_00, "counted_pieces": {"10000": 5, "1000": 1, "200c": 4},
        "variance": 0, "tolerance": 10_00, "attempts": (line,), "over_short_before": 0, "state": SessionState.CLOSED,
        "first_seq": 5, "last_seq": 9, "hash_tail": "ab" * 32, "opened_at": "2026-11-22T08:02:00.000Z",
        "closed_at": "2026-11-22T17:05:00.000Z",
    }  # fmt: skip
    return ReconciliationFact(**(given | changes))  # type: ignore[arg-type]


def test_every_kind_of_movement_that_the_server_tells_is_on_the_slip(press: Press) -> None:
    facts = slip_papers.slip(day_sheet(), "04", DESK)
    assert sum(move.effect() for move in facts.movements) == facts.expected_minor == 518_00
    page = pdf_reader.flat(press.slip(facts).data)
    assert "518.00" in page
    assert any("Efua Owusu" in text for text in page)


def test_what_lies_apart_is_inside_the_count_but_for_suspect_notes(press: Press) -> None:
    apart = {"10000": 4, "10000:mutilated": 1, "1000": 1, "200c": 4, "20000:suspect": 1}
    facts = slip_papers.slip(day_sheet(expected_pieces=apart, counted_pieces=apart), "04", DESK)
    assert [(item.label, item.pieces, item.amount_minor) for item in facts.set_apart] == [
        ("Mutilated notes", 1, 100_00),
        ("Suspect notes", 1, 0),
    ]
    page = pdf_reader.flat(press.slip(facts).data)
    assert any("Mutilated notes" in text for text in page)
    assert any("in custody" in text for text in page)


def test_a_slip_of_late_entries_says_which_it_amends(press: Press) -> None:
    facts = slip_papers.slip(day_sheet(amended=2), "04", DESK)
    assert facts.number == "04-20261122-A2"
    assert any("04-20261122-A2" in text for text in pdf_reader.flat(press.slip(facts).data))


def test_the_slip_has_the_bank_s_contact_and_the_workstation_s_registered_name(tmp_path: Path) -> None:
    contact = "+233 30 200 0140 · Kojo Thompson Road, Accra"
    bank = Bank("Akoma", "Makola branch (040)", contact, f"Makola · {contact}", "Akoma")
    page = pdf_reader.flat(
        Press.of(bank, resource_path("fonts", "print"), tmp_path).slip(slip_papers.slip(day_sheet(), "04", DESK)).data
    )
    for words in (contact, "WS-04"):
        assert any(words in text for text in page), words


def test_a_slip_lists_likely_causes_with_where_they_stand(press: Press) -> None:
    whole = day_sheet()
    short = msgspec.structs.replace(whole.attempts[0], total=498_00, variance=-20_00)
    pieces = {"10000": 4, "2000": 4, "1000": 1, "500": 1, "100": 3}
    sheet = day_sheet(variance=-20_00, counted=498_00, reason="Not found", attempts=(short,), counted_pieces=pieces)
    found = msgspec.json.decode(samples.causes(sheet.session), type=Causes)
    reasons = slip_papers.likely(found, Texts.load("en"))
    assert slip_papers.likely(None, Texts.load("en")) == ()
    facts = slip_papers.slip(sheet, "04", DESK, 0, reasons)
    page = pdf_reader.flat(press.slip(facts).data)
    text = " ".join(page)
    assert "1 × 20 too many changed hands." in text
    assert "13:52 · 04-20261122-1-0497 · Selorm Agbeko" in text
    best = found.causes[0]
    traceless = msgspec.structs.replace(best.links[0], at="", receipt="", holder="")
    (said,) = slip_papers.likely(
        msgspec.structs.replace(found, causes=(msgspec.structs.replace(best, links=(traceless,)),)), Texts.load("en")
    )
    assert said.short == "1 × 20 too many changed hands.", "what left no trace is said once"


def off_sheet(counted: int = -20_00, late: int = 0, **changes: object) -> ReconciliationFact:
    """Counted ``counted`` off, and ``late`` became known after it; minor units."""
    whole = day_sheet()
    pieces = {"10000": 4, "2000": 4, "1000": 1, "500": 1, "100": 3}
    line = msgspec.structs.replace(whole.attempts[0], total=498_00, variance=counted)
    kind = "late_in" if late > 0 else "late_out"
    moves = tuple(
        msgspec.structs.replace(move, amount=move.amount + late * (move.kind == kind)) for move in whole.movements
    )
    had = sum(move.amount for move in moves) + whole.opening
    return day_sheet(variance=498_00 - had, counted=498_00, counted_pieces=pieces, attempts=(line,), movements=moves, expected=had,
                     expected_pieces={"100": had // 100}, reason="Not found", over_short_before=-5_00, **changes)  # fmt: skip


def legs(facts: s.SlipFacts) -> list[tuple[str, str, int, int]]:
    return [(leg.account, leg.side.value, leg.amount_minor, leg.journal) for leg in facts.booking]


@pytest.mark.parametrize(
    ("to", "account", "name", "cumulative"),
    [(PostTo.OVER_SHORT, "1420", "Over/short, drawer 04", -25_00), (PostTo.VAULT, "1430", "Vault difference", -5_00)],
)
def test_the_slip_names_the_account_that_the_difference_went_to(
    press: Press, to: PostTo, account: str, name: str, cumulative: int
) -> None:
    """On paper and on both rolls; what is the vault's is none of the drawer's record."""
    facts = slip_papers.slip(off_sheet(post_to=to, accepted_by=EFUA.user), "04", DESK)
    facts = msgspec.structs.replace(facts, causes=())
    assert legs(facts) == [(account, "debit", 20_00, 9), ("1010", "credit", 20_00, 9)]
    assert facts.over_short.cumulative_minor == cumulative
    page = " ".join(pdf_reader.flat(press.slip(facts).data))
    assert f"{account} {name}" in page
    columns = " ".join(line for roll in press.columns(facts) for line in roll.text())
    assert f"Booked to {account} {name}" in " ".join(columns.split())
    assert press.pictures(facts)


def test_a_difference_that_is_not_booked_yet_or_that_nobody_accepted_is_not_said_to_be(press: Press) -> None:
    facts = slip_papers.slip(off_sheet(state=SessionState.COUNTED, closed_at=""), "04", DESK)
    assert {(leg.journal, leg.accepted) for leg in facts.booking} == {(0, "not booked yet")}
    columns = " ".join(" ".join(line for roll in press.columns(facts) for line in roll.text()).split())
    assert "To be booked to 1420 Over/short, drawer 04, Dr 20.00." in columns
    assert "Accepted" not in columns
    page = " ".join(pdf_reader.flat(press.slip(facts).data))
    assert "the drawer is not closed yet" in page
    assert "17:05" not in page + columns, "nor when it was closed"
    forced = slip_papers.slip(off_sheet(forced_by=EFUA.user), "04", DESK)
    assert {leg.accepted for leg in forced.booking} == {"not accepted yet"}


@pytest.mark.parametrize(
    ("late", "after"), [(12_00, ("1420", "debit", 12_00, 0)), (-20_00, ("1420", "credit", 20_00, 0))]
)
@pytest.mark.parametrize(("to", "account"), [(PostTo.OVER_SHORT, "1420"), (PostTo.VAULT, "1430")])
def test_an_amended_slip_says_what_the_close_booked_and_what_came_after_it(
    press: Press, to: PostTo, account: str, late: int, after: tuple[str, str, int, int]
) -> None:
    """Also where both together are nothing: each row is in the journal, and whoever looks there finds this figure."""
    facts = slip_papers.slip(off_sheet(late=late, post_to=to, amended=1), "04", DESK)
    assert legs(facts) == [(account, "debit", 20_00, 9), ("1010", "credit", 20_00, 9), after]
    (tried,) = facts.attempts
    assert tried.off(facts.expected_minor) == -20_00, "the count stands as it was made"
    assert facts.variance_minor == -20_00 - late
    page = " ".join(pdf_reader.flat(press.slip(facts).data))
    columns = " ".join(" ".join(line for roll in press.columns(facts) for line in roll.text()).split())
    for said in (page.replace("\u2212", "-"), columns):
        assert f"changes the expected by {'+12.00' if late > 0 else '-20.00'}." in said
        assert "late entry after the count" in said
    side = "Dr 12.00" if late > 0 else "Cr 20.00"
    assert f"Booked to 1420 Over/short, drawer 04, {side}, by a late entry after the count." in columns
    assert press.pictures(facts)


def test_a_second_session_of_a_day_prints_though_the_first_was_off_as_well(press: Press) -> None:
    facts = slip_papers.slip(off_sheet(recent=(("2026-11-21", 0), ("2026-11-22", -50_00))), "04", DESK)
    assert press.slip(facts).pages
    assert press.pictures(facts)


def test_numbers_without_a_posting_say_what_became_of_them(press: Press) -> None:
    unused = (
        UnusedReceipt(receipt="04-20261122-1-0004", why=UnusedWhy.PAID, instead="04-20261122-1-0005"),
        UnusedReceipt(receipt="04-20261122-1-0006", why=UnusedWhy.ASKED),
        UnusedReceipt(receipt="04-20261122-1-0007", why=UnusedWhy.REFUSED),
    )
    facts = slip_papers.slip(day_sheet(unused_receipts=unused, receipt_gaps=("04-20261122-1-0009",)), "04", DESK)
    page = " ".join(pdf_reader.flat(press.slip(facts).data))
    columns = " ".join(" ".join(line for roll in press.columns(facts) for line in roll.text()).split())
    for text in (page, columns):
        assert "04-20261122-1-0009" in text
        assert "04-20261122-1-0004: asked for, paid as 04-20261122-1-0005" in text
        assert "04-20261122-1-0006: asked for, not paid" in text
        assert "04-20261122-1-0007: refused" in text


def test_the_slip_says_which_numbers_were_used_and_what_the_workstation_left_out(press: Press) -> None:
    used = ("04-20261122-1-0001", "04-20261122-1-0044")
    clean = slip_papers.slip(day_sheet(receipts=used), "04", DESK)
    assert any("Receipts 0001 – 0044, none missing." in text for text in pdf_reader.flat(press.slip(clean).data))
    twice = day_sheet(receipts=(used[0], "04-20261122-2-0007"))
    assert slip_papers.slip(twice, "04", DESK).receipt_range == "1-0001 – 2-0007"
    line = msgspec.structs.replace(day_sheet().attempts[0], missing_entries=3)
    holed = slip_papers.slip(day_sheet(attempts=(line,), receipts=used), "04", DESK)
    page = " ".join(pdf_reader.flat(press.slip(holed).data))
    columns = " ".join(" ".join(line for roll in press.columns(holed) for line in roll.text()).split())
    for said in (page, columns):
        assert "3 had not arrived when it was counted" in said
    assert "Entries that did not arrive" in page
    assert press.pictures(holed)


def test_two_counts_say_by_which_pieces_they_differ(press: Press) -> None:
    """Also where notes only went from one bucket to another: that is no difference of pieces."""
    found = off_sheet()
    last = msgspec.structs.replace(found.attempts[0], number=2, pieces=found.counted_pieces)
    first = msgspec.structs.replace(last, number=1, total=last.total - 30_00, variance=last.variance - 30_00,
                                    pieces={**found.counted_pieces, "2000": 2, "1000": 2})  # fmt: skip
    facts = slip_papers.slip(msgspec.structs.replace(found, attempts=(first, last)), "04", DESK)
    assert facts.attempts_note == "Last count less the first: 20\u00a0×\u00a0+2, 10\u00a0×\u00a0−1."
    page = " ".join(pdf_reader.flat(press.slip(facts).data)).replace("\u00a0", " ")
    columns = " ".join(" ".join(line for roll in press.columns(facts) for line in roll.text()).split())
    assert "Last count less the first: 20 × +2, 10 × −1." in page
    assert "Last count less the first: 20 x +2, 10 x -1." in columns.replace("\u00a0", " ")
    assert press.pictures(facts)
    moved = {**found.counted_pieces, "10000": 3, "10000:mutilated": 1}
    same = msgspec.structs.replace(found, attempts=(msgspec.structs.replace(last, number=1, pieces=moved), last))
    assert slip_papers.slip(same, "04", DESK).attempts_note == "The last count has the pieces of the first."
    assert slip_papers.slip(found, "04", DESK).attempts_note is None
