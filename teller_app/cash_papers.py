"""From what the server states of cash to what the press prints: positions, transfers, withdrawals, trial balances. Pure mapping, no Qt."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from contract.buckets import Bucket, as_cash, bucket_of, of_bucket, plain
from contract.customers import MandateFact, Signing
from contract.ledger import Withdraw
from contract.money import CURRENCIES, add_pieces, face_minor, worth
from contract.papers import (
    AdvancePaper,
    CountPaper,
    OverShortPaper,
    OverShortStep,
    PositionPaper,
    TransferPaper,
    TrialPaper,
)
from teller_app.i18n.formats import moment
from teller_app.papers import CURRENCY, Desk
from teller_app.printing import facts as f
from teller_app.printing import slip_facts as s
from teller_app.printing.advance_facts import AdvanceFacts
from teller_app.printing.cash_wording import CountWords, OverShortWords, TrialWords, WithdrawalWords
from teller_app.printing.count_facts import Counted, CountFacts
from teller_app.printing.kept_facts import KeptFacts, KeptLine
from teller_app.printing.numbers import journal_number, masked_card, unit
from teller_app.printing.over_short_facts import OverShortFacts, Step
from teller_app.printing.position_facts import Held, PositionFacts
from teller_app.printing.trial_facts import Account, Group, Proved, TrialFacts
from teller_app.printing.verification import qr_payload
from teller_app.printing.voucher_facts import Sent, VoucherFacts
from teller_app.printing.withdrawal_facts import WithdrawalFacts
from teller_app.printing.wording import VoucherWords


def position(paper: PositionPaper, desk: Desk, duplicate: int = 0, first: f.Stamp | None = None) -> PositionFacts:
    """A drawer's cash position as the server states it. Suspect notes are in custody and no cash, so they are not on it.

    ``first`` is when and where the original of a duplicate was printed.
    """
    held, at = as_cash(paper.pieces), moment(paper.at)
    return PositionFacts(
        number=paper.number,
        currency=CURRENCY[paper.currency],
        drawer=paper.drawer,
        drawer_line=f"{paper.drawer} · {desk.me.branch_name}",
        cashier=paper.cashier,
        business_date=date.fromisoformat(paper.business_date),
        at=at,
        journal=paper.seq,
        held=tuple(
            Held(item.minor, s.Form.NOTE if item.note else s.Form.COIN, held.get(item.face, 0))
            for item in CURRENCIES[paper.currency].denominations
        ),
        total_minor=paper.amount,
        printed=desk.stamp(desk.me.staff_number),
        verification=f.Verification(paper.code, qr_payload(paper.number, paper.amount, paper.code)),
        after=paper.receipt,
        duplicate=desk.reprint(duplicate, first),
    )


def voucher(
    paper: TransferPaper, desk: Desk, words: VoucherWords, duplicate: int = 0, first: f.Stamp | None = None
) -> VoucherFacts:
    """A cash transfer's voucher as the server states it. ``first`` is when and where the original of a duplicate was printed."""
    source = words.places[paper.source].format(number=paper.source_number)
    target = words.places[paper.target].format(number=paper.target_number)
    way = words.way.format(source=source, target=target)
    people = (paper.sender, paper.receiver, paper.second or paper.receiver_second)
    numbers = paper.numbers or ("",) * len(people)
    signs = tuple(
        (name, words.signs.format(role=role, number=number) if number else role)
        for name, role, number in zip(people, words.roles, numbers, strict=True)
    )
    return VoucherFacts(
        number=paper.number,
        currency=CURRENCY[paper.currency],
        way=way[:1].upper() + way[1:],
        copies=(
            words.copies[paper.target].format(number=paper.target_number),
            words.copies[paper.source].format(number=paper.source_number),
        ),
        business_date=date.fromisoformat(paper.business_date),
        sent_at=moment(paper.sent_at),
        received_at=moment(paper.received_at) if paper.received_at else None,
        lines=tuple(
            Sent(_unit(face, paper.currency, words), worth(face), paper.pieces.get(face, 0),
                 paper.received.get(face, 0) if paper.received_at else None)
            for face in sorted({**paper.pieces, **paper.received}, key=lambda face: (-face_minor(face), face))
        ),
        total_minor=paper.amount,
        people=signs,
        hands=("", "", paper.second_hand),
        reference=paper.reference,
        note=paper.note,
        printed=desk.stamp(),
        verification=f.Verification(paper.code, qr_payload(paper.number, paper.amount, paper.code)),
        duplicate=desk.reprint(duplicate, first),
    )  # fmt: skip


def withdrawal(
    receipt: f.ReceiptFacts, command: Withdraw | None, card: str, mandate: MandateFact | None, words: WithdrawalWords
) -> WithdrawalFacts:
    """A withdrawal's voucher from its receipt and what the counter knew then; no ``command`` where that is a reprint."""
    if command is None:
        return WithdrawalFacts(receipt=receipt)
    approval = words.not_needed
    if command.permit:
        approval = words.approved.format(request=command.permit[-8:].upper())
    elif command.paid_offline:
        approval = words.stand_in if command.stand_in else words.offline
    return WithdrawalFacts(
        receipt=receipt,
        mandate=_signing(mandate, command.amount.minor, words),
        card=masked_card(card) if card else "",
        approval=approval,
    )


def _signing(mandate: MandateFact | None, minor: int, words: WithdrawalWords) -> str:
    """Who signs for this very amount; nothing where no mandate is on file."""
    if mandate is None or not mandate.signatories:
        return ""
    people = len(mandate.signatories)
    if people == 1:
        return words.sole
    above = (band for band in mandate.bands if not band.upto or minor <= band.upto)
    band = next(above, mandate.bands[-1] if mandate.bands else None)
    return words.signing[band.signing.value if band else Signing.ANY_ONE.value].format(count=people)


def trial(
    paper: TrialPaper, desk: Desk, words: TrialWords, duplicate: int = 0, first: f.Stamp | None = None
) -> TrialFacts:
    """A branch's trial balance as the server states it; the proofs of its sides are added from the lines themselves."""
    accounts = [
        (line.group, Account(line.code, line.name, line.opening, line.debits, line.credits)) for line in paper.lines
    ]
    sides = [account.figures for _, account in accounts]
    debits, credits, closing, closing_credit = (sum(figures[place] for figures in sides) for place in range(2, 6))
    rows = words.by_rows.format(first=journal_number(paper.first_seq), last=journal_number(paper.seq))
    cash = (
        Proved(words.proof[proof.what], proof.books, proof.found, words.places[proof.what].format(count=proof.places))
        for proof in paper.proofs
    )
    return TrialFacts(
        number=paper.number,
        currency=CURRENCY[paper.currency],
        branch=paper.branch_name,
        business_date=date.fromisoformat(paper.business_date),
        open=paper.open,
        first_seq=paper.first_seq,
        last_seq=paper.seq,
        groups=tuple(
            Group(name, lines)
            for group, name in words.groups.items()
            if (lines := tuple(account for own, account in accounts if own == group))
        ),
        proofs=(
            *cash,
            Proved(words.moved, debits, credits, rows),
            Proved(words.closing, closing, closing_credit, rows),
        ),
        total_minor=paper.total,
        prepared=desk.me.full_name,
        printed=desk.stamp(desk.me.staff_number),
        verification=f.Verification(paper.code, qr_payload(paper.number, paper.total, paper.code)),
        duplicate=desk.reprint(duplicate, first),
        hashes=paper.hashes,
    )


def over_short(
    paper: OverShortPaper,
    desk: Desk,
    words: OverShortWords,
    reasons: tuple[s.Cause, ...],
    duplicate: int = 0,
    first: f.Stamp | None = None,
) -> OverShortFacts:
    """The record of one close as the server states it, with its likely causes as far as they are known."""

    def by(step: OverShortStep) -> str:
        if not step.by:
            return words.within
        both = words.approved.format(by=step.by, approved_by=step.approved_by)
        return both if step.approved_by else step.by

    return OverShortFacts(
        number=paper.number,
        currency=CURRENCY[paper.currency],
        drawer_line=f"{paper.drawer} · {desk.me.branch_name}",
        cashier=paper.cashier,
        business_date=date.fromisoformat(paper.business_date),
        at=moment(paper.at),
        amount_minor=paper.amount,
        reason=paper.reason,
        forced_by=paper.forced_by,
        steps=tuple(Step(words.kinds[step.kind.value], moment(step.at), by(step), step.amount) for step in paper.steps),
        over=paper.over,
        short=paper.short,
        count=paper.count,
        causes=reasons,
        printed=desk.stamp(desk.me.staff_number),
        verification=f.Verification(paper.code, qr_payload(paper.number, abs(paper.amount), paper.code)),
        duplicate=desk.reprint(duplicate, first),
        amended=paper.amended,
    )


def count(
    paper: CountPaper, desk: Desk, words: CountWords, duplicate: int = 0, first: f.Stamp | None = None
) -> CountFacts:
    """A count sheet as the server states it. A micro-count's is of its denomination alone, every other of all."""
    only = {plain(face) for face in paper.pieces} if paper.what == "micro" else None
    by = {bucket: of_bucket(paper.pieces, bucket) for bucket in Bucket}
    return CountFacts(
        number=paper.number,
        currency=CURRENCY[paper.currency],
        what=paper.what,
        place=words.drawer.format(drawer=paper.drawer) if paper.drawer else words.vault,
        branch=desk.me.branch_name,
        business_date=date.fromisoformat(paper.business_date),
        at=moment(paper.at) if paper.at else None,
        lines=tuple(
            Counted(
                item.minor,
                s.Form.NOTE if item.note else s.Form.COIN,
                by[Bucket.FIT].get(item.face, 0),
                by[Bucket.STRAPPED].get(item.face, 0),
                by[Bucket.MUTILATED].get(item.face, 0),
                by[Bucket.SUSPECT].get(item.face, 0),
            )
            for item in CURRENCIES[paper.currency].denominations
            if only is None or item.face in only
        ),
        total_minor=paper.amount,
        counter=paper.counter,
        witness=paper.witness,
        witness_hand=paper.witness_hand,
        witnessed=paper.witnessed,
        disputed=paper.disputed,
        reason=paper.reason,
        attempt=paper.attempt,
        printed=desk.stamp(desk.me.staff_number),
        verification=f.Verification(paper.code, qr_payload(paper.number, paper.amount, paper.code)),
        duplicate=desk.reprint(duplicate, first),
    )


def advance(
    paper: AdvancePaper, desk: Desk, words: VoucherWords, duplicate: int = 0, first: f.Stamp | None = None
) -> AdvanceFacts:
    """An advance's voucher or a retirement's receipt as the server states it. Change that was given counts against what came."""
    moved = add_pieces(paper.pieces, paper.change, -1)
    return AdvanceFacts(
        number=paper.number,
        currency=CURRENCY[paper.currency],
        what=paper.what,
        person=paper.person,
        purpose=paper.purpose,
        due=date.fromisoformat(paper.due),
        approved_by=paper.approved_by,
        by=paper.by,
        drawer=paper.drawer,
        business_date=date.fromisoformat(paper.business_date),
        at=moment(paper.at),
        amount_minor=paper.amount,
        advanced=paper.advanced,
        left=paper.left,
        pieces=tuple(
            (_unit(face, paper.currency, words), worth(face), moved[face])
            for face in sorted(moved, key=lambda face: (-face_minor(face), face))
        ),
        spent=paper.spent,
        back=paper.back,
        receipts=paper.papers,
        printed=desk.stamp(desk.me.staff_number),
        verification=f.Verification(paper.code, qr_payload(paper.number, paper.amount, paper.code)),
        duplicate=desk.reprint(duplicate, first),
    )


def kept(
    lines: Sequence[KeptLine], currency: str, desk: Desk, at: datetime, duplicate: int = 0, first: f.Stamp | None = None
) -> KeptFacts:
    """The list of what waits on this workstation, numbered by the second in which it was asked for."""
    return KeptFacts(
        number=f"NB-{at.astimezone(UTC):%Y%m%d-%H%M%S}-{currency}",
        currency=CURRENCY[currency],
        workstation=desk.workstation,
        by=desk.me.full_name,
        lines=tuple(lines),
        total_minor=sum(line.amount_minor for line in lines),
        printed=desk.stamp(desk.me.staff_number),
        duplicate=desk.reprint(duplicate, first),
    )


def _unit(face: str, currency: str, words: VoucherWords) -> str:
    """ "200", "0.50", "200 worn": a note or coin by what it is worth and the bucket it lies in."""
    said = unit(face_minor(face), CURRENCY[currency], plain(face).endswith("c"))
    return words.buckets[bucket_of(face).value].format(unit=said) if bucket_of(face) is not Bucket.FIT else said
