"""Why a session was over or short, put together of four rooms as they stand: its postings, its count, what it asked for and did
not get booked, what was on its way to it."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, RowMapping, or_, select

from contract import commands
from contract.buckets import as_cash
from contract.causes import CauseLink, Causes, CauseSign
from contract.ledger import Deposit, Status, Withdraw
from contract.money import add_pieces
from contract.vault import MoveState
from server.core.audience import Reader, may_see
from server.core.journal_tables import bodies, journal
from server.core.unit import Resident
from server.drawers import facts, rules, unused
from server.drawers.cash import drawer_bag
from server.drawers.causes import Booked, Case, Trace, causes
from server.drawers.tables import DRAWERS, SESSIONS, SessionRow, cash_moves
from server.ledger.tables import TRANSACTIONS, TransactionRow
from server.vault.queries import of_drawer
from server.vault.tables import TRANSFERS, TransferRow, cash_transfers

UNBOOKED_MAX = 500
TRANSFERS_MAX = 200
"""Refusals and transfers of one session that are looked at, the newest first."""
UNMOVED = ("opening", "variance")
"""Movements of the count itself: they say what was found, not what somebody typed."""


def causes_of(conn: Connection, resident: Resident, reader: Reader, session: str) -> Causes | None:
    """For the session's cashier and those who see drawer totals, once a count is in; None for others and before."""
    row = SESSIONS.fetch(conn, [session]).get(session)
    if row is None or not row.attempts or not may_see(reader, facts.session_audience(row)):
        return None
    drawer = resident.get(DRAWERS, row.drawer)
    off = facts.variance(row)
    counting = row.state == "counted"
    if drawer is None or (counting and rules.second_count_needed(off, drawer.second_count_above, len(row.attempts))):
        return Causes(session=session, final=False)
    return Causes(session=session, final=True, variance=off, causes=causes(case_of(conn, row)))


def case_of(conn: Connection, row: SessionRow) -> Case:
    """The session as the rule takes it. What became known after the count belongs to what was expected of it."""
    expected = rules.expected_pieces(row.expected_pieces, row.late_pieces, row.currency)
    booked = tuple(_booked(conn, row))
    return Case(
        off=facts.variance(row),
        pieces=as_cash(add_pieces(row.counted_pieces, expected, -1)),
        currency=row.currency,
        booked=booked,
        unbooked=tuple(_unbooked(conn, row, {item.link.transaction for item in booked})),
        transit=tuple(_on_their_way(conn, row)),
        gaps=unused.gaps(row),
    )


def _booked(conn: Connection, row: SessionRow) -> Iterator[Booked]:
    span = cash_moves.c.seq.between(row.first_seq, row.last_seq)
    query = select(cash_moves).where(
        span, cash_moves.c.session == row.id, cash_moves.c.holder == drawer_bag(row.drawer)
    )
    moves = conn.execute(query.where(cash_moves.c.kind.not_in(UNMOVED)).order_by(cash_moves.c.seq)).mappings().all()
    behind = TRANSACTIONS.fetch(conn, [move["transaction"] for move in moves if move["transaction"]])
    for move in moves:
        found = behind.get(move["transaction"])
        yield Booked(
            link=_link(move, found),
            pieces=as_cash(move["pieces"]),
            account=found.accounts[0] if found and found.accounts else "",
            undone=found is not None and found.status == Status.REVERSED,
        )


def _link(move: RowMapping, found: TransactionRow | None) -> CauseLink:
    said = CauseLink(sign=CauseSign.UNMOVED, booked=move["amount"], kind=move["kind"], seq=move["seq"],
                     transaction=move["transaction"])  # fmt: skip
    if found is None:
        return said
    return msgspec.structs.replace(said, at=found.at, receipt=found.receipt, holder=found.holder)


def _unbooked(conn: Connection, row: SessionRow, booked: set[str]) -> Iterator[Trace]:
    """Cash that its teller asked to book in this session's time, and that no posting holds: refused, declined or withdrawn."""
    span = journal.c.seq.between(row.first_seq, row.last_seq)
    query = select(journal.c.seq, journal.c.kind, journal.c.at, bodies.c.body).join_from(
        journal, bodies, bodies.c.seq == journal.c.seq
    )
    query = query.where(span, journal.c.made_by == row.cashier, journal.c.kind.in_(("deposit", "withdraw")),
                        journal.c.outcome.in_(("refused", "awaiting")), bodies.c.body.is_not(None))  # fmt: skip
    for found in conn.execute(query.order_by(journal.c.seq.desc()).limit(UNBOOKED_MAX)):
        said = commands.decode(found.body.encode())
        if isinstance(said, Deposit | Withdraw) and said.transaction not in booked:
            meant = said.amount.minor if isinstance(said, Deposit) else -said.amount.minor
            link = CauseLink(sign=CauseSign.REFUSED, meant=meant, kind=found.kind, at=found.at, seq=found.seq,
                             transaction=said.transaction, receipt=said.receipt)  # fmt: skip
            yield Trace(link)


def _on_their_way(conn: Connection, row: SessionRow) -> Iterator[Trace]:
    """Transfers of the session's time that this drawer's notes may still belong to, or not yet."""
    waiting = cash_transfers.c.state.in_((MoveState.SENT, MoveState.COUNTED))
    query = select(*TRANSFERS.columns).where(of_drawer(row.drawer), or_(cash_transfers.c.at >= row.opened_at, waiting))
    if row.closed_at:
        query = query.where(cash_transfers.c.at <= row.closed_at)
    for found in conn.execute(query.order_by(cash_transfers.c.at.desc()).limit(TRANSFERS_MAX)).mappings():
        transfer = TRANSFERS.make(found)
        meant, pieces = _astray(transfer, row.drawer)
        if meant:
            link = CauseLink(sign=CauseSign.ON_ITS_WAY, meant=meant, at=transfer.at, transaction=transfer.id,
                             receipt=transfer.number, kind="from_vault" if meant > 0 else "to_vault")  # fmt: skip
            yield Trace(link, pieces)


def _astray(transfer: TransferRow, drawer: str) -> tuple[int, dict[str, int]]:
    """What a transfer would do to the drawer beyond what is booked: it lies there unconfirmed, or a part never left."""
    here = transfer.target_drawer == drawer
    if here and transfer.state in (MoveState.SENT, MoveState.COUNTED):
        return transfer.amount, as_cash(transfer.pieces)
    if not here and transfer.state == MoveState.RECEIVED and transfer.difference:
        # The other side found less than was sent: the rest may never have left.
        return -transfer.difference, as_cash(add_pieces(transfer.pieces, transfer.received, -1))
    return 0, {}
