"""The trial balance as a paper: it adds up, proves the cash, and is rebuilt when it is checked after more was booked."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection, func, select

from contract.papers import PaperKind, TrialPaper
from server.api.trial import last_row, stated
from server.core.branch_table import BRANCHES
from server.core.journal_tables import journal
from server.core.unit import Resident
from server.ledger.tables import legs
from tests.server.drawers.house import DAY, MAKOLA, SIGN, House, deposit, done, opened, withdraw


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as bank:
        bank.open()
        done(bank.run(deposit(200_00, {"20000": 1})))
        done(bank.run(withdraw(50_00, {"5000": 1})))
        yield bank


def paper(house: House, day: str = DAY, currency: str = "GHS", seq: int | None = None) -> TrialPaper:
    def look(conn: Connection, held: Resident) -> TrialPaper:
        branch = held.get(BRANCHES, MAKOLA)
        assert branch is not None
        return stated(conn, held, SIGN, branch, day, currency, last_row(conn, MAKOLA) if seq is None else seq)

    return house.ask(look)


def sides(found: TrialPaper) -> tuple[int, int, int]:
    """What opening, movement and closing are out of balance by."""
    opening = sum(line.opening for line in found.lines)
    moved = sum(line.debits - line.credits for line in found.lines)
    return opening, moved, opening + moved


def line(found: TrialPaper, code: str) -> tuple[int, int, int]:
    return next((each.opening, each.debits, each.credits) for each in found.lines if each.code == code)


def test_it_balances_and_the_drawer_has_a_line_of_its_own(house: House) -> None:
    found = paper(house)
    assert sides(found) == (0, 0, 0)
    opening, debits, credits = line(found, "1010-04")
    assert credits == 50_00
    assert opening + debits - credits == house.balance("1010", "04")
    assert {each.group for each in found.lines} >= {"assets", "liabilities"}
    with house.engine.connect() as conn:
        moved = conn.scalar(select(func.sum(legs.c.amount)).where(legs.c.branch == MAKOLA, legs.c.business_date == DAY,
                                                                  legs.c.side == "debit"))  # fmt: skip
    assert sum(each.debits for each in found.lines) == moved


def test_it_names_the_journal_s_hashes_at_its_ends(house: House) -> None:
    found = paper(house)
    with house.engine.connect() as conn:
        kept = [conn.scalar(select(journal.c.hash).where(journal.c.seq == seq)) for seq in (found.first_seq, found.seq)]
    assert list(found.hashes) == kept
    assert len(set(kept)) == 2


def test_every_place_with_cash_is_proved_by_its_pieces(house: House) -> None:
    proofs = {proof.what: proof for proof in paper(house).proofs}
    assert set(proofs) == {"drawer", "vault", "transit"}
    assert all(proof.books == proof.found for proof in proofs.values())
    assert proofs["drawer"].found == house.balance("1010", "04") > 0


def test_what_was_booked_later_changes_nothing_of_it(house: House) -> None:
    before = paper(house)
    done(house.run(deposit(100_00, {"10000": 1})))
    assert paper(house, seq=before.seq) == before
    after = paper(house)
    assert (after.number, after.code) != (before.number, before.code)
    house.next_day()
    assert paper(house, seq=before.seq) == msgspec.structs.replace(before, open=False)
    fresh = paper(house, "2026-11-25")
    assert sides(fresh) == (0, 0, 0)
    assert not any(each.debits or each.credits for each in fresh.lines), "nothing moved on the new day"
    assert {each.code: each.opening for each in fresh.lines} == {
        each.code: each.opening + each.debits - each.credits for each in after.lines
    }


def test_another_currency_is_another_paper(house: House) -> None:
    found = paper(house, currency="CZK")
    assert (found.lines, found.total) == ((), 0)
    assert found.number.endswith("-CZK")


def test_it_is_checked_by_number_and_code(house: House) -> None:
    found = paper(house)
    done(house.run(deposit(100_00, {"10000": 1})))
    seen = house.check(found.number, found.code)
    assert (seen.kind, seen.genuine, seen.amount, seen.party) == (PaperKind.TRIAL, True, found.total, found.branch_name)
    assert seen.at.startswith(DAY)
    for number, code in (
        (found.number, SIGN("x")),
        (found.number.replace("TB-040", "TB-041"), found.code),
        (found.number.replace(str(found.seq), str(found.seq - 1)), found.code),
        (found.number.replace("GHS", "CZK"), found.code),
    ):
        assert not house.check(number, code).genuine
