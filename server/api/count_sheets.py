"""Count sheets as papers: a blank one to write on, and one that says what was counted and who saw it. What was expected is on neither.

A blank sheet is not kept anywhere: its code says that this bank gave it out for this drawer or vault on that day.
"""

import re
from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, select

from contract.counts import CountState
from contract.ids import Id
from contract.papers import CountPaper
from contract.vault import MoveKind, MoveState
from server.core.audience import Reader, may_see
from server.core.branch_table import BRANCHES, BranchRow, branch_coded
from server.core.unit import Resident
from server.counts.handlers import count_audience
from server.counts.tables import COUNTS, CountRow, spot_counts
from server.drawers import facts
from server.drawers.tables import DRAWERS, SESSIONS, SessionRow, sessions
from server.ledger import inks
from server.ledger.verification import Sign, signed_pieces
from server.staff.names import person_name
from server.vault.facts import move_audience
from server.vault.tables import TRANSFERS, TransferRow, cash_transfers

_KEPT = re.compile(r"^CS-([0-9]{2,4})-([0-9]{4})([0-9]{2})([0-9]{2})-([0-9A-F]{8})(?:-([0-9]{1,3}))?\Z")
_VAULT = re.compile(r"^CV-([0-9A-Z]{1,8})-([0-9]{3,10})\Z")
_BLANK = re.compile(r"^CB-(?:V([0-9A-Z]{1,8})|([0-9]{2,4}))-([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]{1,15})-([A-Z]{3})\Z")
type Drawer = tuple[str, str]
"""Id and number; both "" where the vault is meant."""
NO_DRAWER: Drawer = ("", "")
ON_PAPER = (MoveState.PROPOSED, MoveState.RECEIVED)
"""A count of the vault that the second person does not share is taken back."""


def sheet_of(conn: Connection, resident: Resident, reader: Reader, sign: Sign, count: Id) -> CountPaper | None:
    """The sheet of a count in between, of a vault's or of a session's last count; None for who may not see it."""
    spot = COUNTS.fetch(conn, [count]).get(count)
    if spot is not None:
        return (
            _signed(conn, _of_spot(resident, sign, spot), spot.witness_ink)
            if may_see(reader, count_audience(spot))
            else None
        )
    move = TRANSFERS.fetch(conn, [count]).get(count)
    if move is not None:
        return (
            _signed(conn, _of_vault(resident, sign, move), move.second_ink)
            if may_see(reader, move_audience(move))
            else None
        )
    session = SESSIONS.fetch(conn, [count]).get(count)
    seen = session is not None and may_see(reader, facts.session_audience(session))
    return _of_session(resident, sign, session) if session is not None and seen else None


def _signed(conn: Connection, paper: CountPaper | None, ink: str) -> CountPaper | None:
    """With what the second person drew, for their line."""
    return msgspec.structs.replace(paper, witness_hand=inks.text_of(conn, ink)) if paper is not None else None


def blank(sign: Sign, branch: BranchRow, drawer: Drawer, currency: str, seq: int, at: str) -> CountPaper:
    """A sheet to write on; ``seq`` is the journal's head, which tells sheets apart."""
    day = branch.business_date or at[:10]
    place = drawer[1] or f"V{branch.code}"
    return _blank(sign, f"CB-{place}-{day.replace('-', '')}-{seq}-{currency}", branch.id, drawer, (currency, day, at))


def _blank(sign: Sign, number: str, branch: str, drawer: Drawer, said: tuple[str, str, str]) -> CountPaper:
    currency, day, at = said
    return CountPaper(number=number, code=sign(number, branch, drawer[0]), branch=branch, currency=currency, business_date=day,
                      at=at, what="blank", drawer=drawer[1])  # fmt: skip


def by_number(conn: Connection, resident: Resident, sign: Sign, number: str) -> list[CountPaper]:
    """The sheets with this number: one as a rule, of blank ones one for each branch that has such a drawer.

    After the sheet of a close that was counted again since comes that of its last count.
    """
    if parts := _KEPT.match(number):
        drawer, year, month, day, tail, attempt = parts.groups()
        key = (drawer, f"{year}-{month}-{day}", tail)
        return (
            _session_papers(conn, resident, sign, key, int(attempt))
            if attempt
            else _spot_papers(conn, resident, sign, key)
        )
    if parts := _VAULT.match(number):
        return _vault_papers(conn, resident, sign, *parts.groups())
    parts = _BLANK.match(number)
    return _blank_papers(resident, sign, parts) if parts else []


def is_number(number: str) -> bool:
    """Whether this is how a count sheet is numbered."""
    return any(pattern.match(number) for pattern in (_KEPT, _VAULT, _BLANK))


type Key = tuple[str, str, str]
"""Drawer's number, business date, tail of the id."""


def _spot_papers(conn: Connection, resident: Resident, sign: Sign, key: Key) -> list[CountPaper]:
    drawer, day, tail = key
    # All of them, named one by one: the index begins with the branch.
    branches = list(resident.rows(BRANCHES))
    query = select(spot_counts.c.id).where(
        spot_counts.c.branch.in_(branches), spot_counts.c.business_date == day, spot_counts.c.number == drawer
    )
    keys = [row for (row,) in conn.execute(query) if row[-8:].upper() == tail]
    return [_of_spot(resident, sign, row) for row in COUNTS.fetch(conn, keys).values()]


def _session_papers(conn: Connection, resident: Resident, sign: Sign, key: Key, attempt: int) -> list[CountPaper]:
    drawer, day, tail = key
    query = select(sessions.c.id).where(sessions.c.number == drawer, sessions.c.business_date == day)
    keys = [row for (row,) in conn.execute(query) if row[-8:].upper() == tail]
    papers = []
    for row in SESSIONS.fetch(conn, keys).values():
        if 0 < attempt <= len(row.attempts):
            papers += [_of_attempt(resident, sign, row, place) for place in sorted({attempt, len(row.attempts)})]
    return papers


def _vault_papers(conn: Connection, resident: Resident, sign: Sign, code: str, serial: str) -> list[CountPaper]:
    branch = branch_coded(resident, code)
    if branch is None:
        return []
    query = select(*TRANSFERS.columns).where(
        cash_transfers.c.branch == branch.id, cash_transfers.c.number == f"VT-{serial}"
    )
    row = conn.execute(query.limit(1)).mappings().first()
    paper = _of_vault(resident, sign, TRANSFERS.make(row), out=True) if row is not None else None
    return [paper] if paper is not None else []


def _blank_papers(resident: Resident, sign: Sign, parts: re.Match[str]) -> list[CountPaper]:
    code, number, year, month, day, _, currency = parts.groups()
    said = (currency, f"{year}-{month}-{day}", "")
    if number:
        own = (row for row in resident.rows(DRAWERS).values() if row.number == number and row.currency == currency)
        of: list[tuple[str, Drawer]] = [(row.branch, (row.id, row.number)) for row in own]
    else:
        branch = branch_coded(resident, code)
        of = [(branch.id, NO_DRAWER)] if branch is not None else []
    return [_blank(sign, parts.string, branch, drawer, said) for branch, drawer in of]


def _of_spot(resident: Resident, sign: Sign, row: CountRow) -> CountPaper:
    number = f"CS-{row.number}-{row.business_date.replace('-', '')}-{row.id[-8:].upper()}"
    return CountPaper(number=number, code=_code(sign, number, row.id, row.by, row.counted), branch=row.branch, currency=row.currency,
                      business_date=row.business_date, at=row.at, what=row.kind, drawer=row.number, amount=row.total,
                      pieces=row.counted, counter=person_name(resident, row.by), witness=person_name(resident, row.witness),
                      witnessed=row.state == CountState.WITNESSED and bool(row.witness),
                      disputed=row.state == CountState.DISPUTED, reason=row.reason)  # fmt: skip


def _of_vault(resident: Resident, sign: Sign, row: TransferRow, out: bool = False) -> CountPaper | None:
    """``out``: what was taken back, too, because its sheet may be out."""
    branch = resident.get(BRANCHES, row.branch)
    if branch is None or row.kind != MoveKind.COUNT or not (out or row.state in ON_PAPER):
        return None
    number = f"CV-{branch.code}-{row.number.partition('-')[2]}"
    second = row.second or row.waits_for
    return CountPaper(number=number, code=_code(sign, number, row.id, row.maker, row.pieces), branch=row.branch,
                      currency=row.currency, business_date=row.business_date, at=row.at, what="vault", amount=row.amount,
                      pieces=row.pieces, counter=person_name(resident, row.maker), witness=person_name(resident, second),
                      witnessed=row.state == MoveState.RECEIVED, reason=row.reason,
                      undone=row.state not in ON_PAPER)  # fmt: skip


def _of_session(resident: Resident, sign: Sign, row: SessionRow) -> CountPaper | None:
    """The last of its counts."""
    return _of_attempt(resident, sign, row, len(row.attempts)) if row.attempts else None


def _of_attempt(resident: Resident, sign: Sign, row: SessionRow, place: int) -> CountPaper:
    """The count at this place, from 1."""
    line = facts.attempts(row)[place - 1]
    pieces = line.pieces if place < len(row.attempts) else row.counted_pieces
    number = f"CS-{row.number}-{row.business_date.replace('-', '')}-{row.id[-8:].upper()}-{line.number}"
    return CountPaper(number=number, code=_code(sign, number, row.id, line.by, pieces), branch=row.branch, currency=row.currency,
                      business_date=row.business_date, at=line.at, what="close", drawer=row.number, amount=line.total,
                      pieces=pieces, counter=person_name(resident, line.by), attempt=line.number)  # fmt: skip


def _code(sign: Sign, number: str, key: str, by: str, pieces: Mapping[str, int]) -> str:
    """Over what was counted and by whom: it is the same before and after the witness has spoken."""
    return sign(number, key, by, signed_pieces(pieces))
