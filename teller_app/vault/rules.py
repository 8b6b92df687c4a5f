"""What can be done with cash on its way, and the command that a form becomes. Pure; the server decides again."""

from collections.abc import Sequence

from contract.base import Command
from contract.buckets import Bucket, broken_straps, laid_in
from contract.counts import CountKind, TakeCount, WitnessCount
from contract.drawers import ForceCloseDrawer, RefuseOpening, SessionFact, SignOpening
from contract.floats import DropFloat
from contract.ids import new_id
from contract.money import pieces_total
from contract.permissions import Role
from contract.staff import UserFact
from contract.vault import (
    AskForCash,
    CashMoveFact,
    CountVault,
    DeclineCash,
    ExchangeCash,
    GrantCash,
    ImpoundNotes,
    MoveKind,
    MoveState,
    OpenVault,
    Place,
    ReceiveCash,
    RefuseCash,
    RequisitionState,
    SendCash,
    SortNotes,
    Where,
)
from teller_app.vault.beside import to_sign
from teller_app.vault.meeting import comes_in, receives
from teller_app.vault.state import BANK, VAULT, Form, VaultState

HANDS = frozenset({Role.CASHIER, Role.MANAGER, Role.OPERATIONS})
"""Roles whose people move cash, as the roles are founded; the server knows the rights of now."""
KEEPERS = frozenset({Role.MANAGER, Role.OPERATIONS})


def place(key: str) -> Place:
    """``vault``, ``bank`` or a drawer's id as a place."""
    if key in (VAULT, BANK):
        return Place(where=Where(key))
    return Place(where=Where.DRAWER, drawer=key)


def refuses(state: VaultState, move: CashMoveFact) -> bool:
    """Whether this person may say no to it, or take it back before it moved."""
    if move.state is MoveState.SENT:
        return state.user not in (move.maker, move.second) and (state.custodian or receives(state, move))
    going = move.state in (MoveState.PROPOSED, MoveState.COUNTED)
    return going and (state.custodian or state.user in (move.maker, move.waits_for, move.receiver))


def why_off(state: VaultState, intent: str) -> str:
    """Why an intent cannot be had now: offline, locked, drawer, custodian, choice, or "" where it can."""
    if intent == "currency":
        return _turns(state)
    if not state.online:
        return "offline"
    if intent in ("send", "exchange", "sort"):
        return _acts(state)
    if intent == "sign":
        return "" if state.to_sign else "sign"
    if intent == "pad":
        return "" if to_sign(state) else "pad"
    if intent == "ask":
        return _asks(state)
    if intent in ("count", "lock"):
        return "custodian" if not state.custodian else "locked" if state.locked else ""
    if intent in ("micro", "handover", "impound"):
        return "" if state.drawer else "drawer"
    if intent in ("surprise", "force"):
        may = state.custodian if intent == "surprise" else state.decides
        return "" if may and sources(state, intent) else "nobody" if may else "custodian"
    if intent == "unlock":
        return "custodian" if not state.custodian else "" if state.locked else "unlocked"
    return _answers(state, intent)


COUNTED_WHOLE = frozenset({"count", "lock", "handover", "surprise"})
"""Forms that a whole place is counted in: there is a sheet for it."""


def drawer_of(form: Form) -> str:
    """The drawer that is counted, "" where that is the vault."""
    return "" if form.source == VAULT else form.source


def why_no_paper(state: VaultState) -> str:
    """Why there is nothing to print: offline, choice, sent (it has not left), or "" where there is."""
    move = state.move
    if not state.online:
        return "offline"
    if state.form.act in COUNTED_WHOLE or state.count is not None:
        return ""
    if move is not None and move.kind is MoveKind.COUNT:
        return "" if move.state in (MoveState.PROPOSED, MoveState.RECEIVED) else "choice"
    if move is None or move.kind is not MoveKind.TRANSFER:
        return "choice"
    return "" if move.state in (MoveState.SENT, MoveState.COUNTED, MoveState.RECEIVED) else "sent"


def _turns(state: VaultState) -> str:
    """Another currency is looked at between two acts: what was counted in one is no count in the other."""
    if not state.custodian:
        return "custodian"
    if len(state.known) < 2:
        return "currency"
    return "written" if state.form.act else ""


def _acts(state: VaultState) -> str:
    if state.locked:
        return "locked"
    return "" if state.custodian or state.drawer else "drawer"


def _asks(state: VaultState) -> str:
    if state.custodian and state.asked is not None and state.asked.state is not RequisitionState.ASKED:
        return "over"
    return "" if state.draft is not None or state.drawer else "drawer"


def _answers(state: VaultState, intent: str) -> str:
    move, asked = state.move, state.asked
    if intent == "receive":
        return "" if comes_in(state) is not None else "choice"
    if intent == "confirm":
        return "" if move is not None and move.waits_for == state.user else "choice"
    if intent == "refuse" and state.slip is not None:
        return "" if state.signs(state.slip) else "choice"
    if intent == "refuse" and (state.count is not None or state.opening is not None):
        return "" if state.waits_for_me else "choice"
    if intent == "refuse":
        own = asked is not None and asked.state is RequisitionState.ASKED and (
            state.custodian or asked.asked_by == state.user
        )  # fmt: skip
        return "" if own or (move is not None and refuses(state, move)) else "choice"
    return ""


def sources(state: VaultState, act: str) -> tuple[str, ...]:
    """Where cash can come from: one's own drawer, and for a custodian the vault and the bank."""
    own = (state.drawer,) if state.drawer else ()
    if act in ("surprise", "force"):
        return tuple(item.drawer for item in state.drawers if item.session and item.cashier != state.user)
    if act in ("exchange", "sort"):
        return own or ((VAULT,) if state.custodian else ())
    return (*((VAULT, BANK) if state.custodian else ()), *own)


def targets(state: VaultState, form: Form) -> tuple[str, ...]:
    """Where it can go from there."""
    if form.act == "exchange":
        return (VAULT,) if form.source == state.drawer else (BANK,)
    if form.source == BANK:
        return (VAULT,)
    currency = state.currency_of(form)
    open_ones = tuple(
        item.drawer
        for item in state.drawers
        if item.session and item.cashier != state.user and item.currency == currency
    )
    if form.source == VAULT:
        return (*open_ones, BANK)
    return (VAULT, *open_ones)


def needs_second(state: VaultState, form: Form) -> bool:
    """Whether a second person has to be named."""
    if form.act == "receive":
        return state.move is not None and state.move.target.where is Where.VAULT
    return form.act in ("grant", "exchange", "count", "lock", "unlock", "handover") or (
        form.act in ("send", "sort") and form.source == VAULT
    )


def buckets_of(form: Form) -> tuple[Bucket, ...]:
    """What may be typed into the grid that is shown: worn and doubtful notes go one way, to the vault and on to the bank."""
    if form.act in ("sort", "impound"):
        return (Bucket.FIT,)
    if form.act in ("ask", "grant"):
        return (Bucket.FIT, Bucket.STRAPPED)
    if form.act not in ("send", "exchange"):
        return tuple(Bucket)
    source, target = (form.source, form.target) if form.part == "given" else (form.target, form.source)
    onwards = (target == VAULT and source != BANK) or target == BANK
    if not onwards:
        return (Bucket.FIT, Bucket.STRAPPED)
    return tuple(Bucket) if form.act == "send" else (Bucket.FIT, Bucket.STRAPPED, Bucket.MUTILATED)


def sort_targets(form: Form) -> tuple[Bucket, ...]:
    """Where sorted notes can go: anywhere else."""
    return tuple(item for item in Bucket if item is not form.bucket_from)


def sort_sources(form: Form) -> tuple[Bucket, ...]:
    """Where they can come from. A till gives no suspect note back: that takes two, in the vault."""
    return tuple(item for item in Bucket if item is not Bucket.SUSPECT or form.source == VAULT)


def seconds(state: VaultState, form: Form) -> tuple[UserFact, ...]:
    """Who may be the second person: nobody who has a part in it already."""
    move, asked = state.move, state.answered(form)
    part = {state.user}
    if form.act == "receive" and move is not None:
        part |= {move.maker, move.second}
    if form.act == "grant" and asked is not None:
        part.add(asked.asked_by)
    part |= {item.cashier for item in state.drawers if form.act == "send" and item.drawer == form.target}
    wanted = KEEPERS if form.act == "exchange" and form.source == state.drawer else HANDS
    return tuple(person for person in state.people if _fits(person, state.branch, wanted, part))


def _fits(person: UserFact, branch: str, wanted: frozenset[Role], part: set[str]) -> bool:
    return person.active and person.branch == branch and person.user not in part and bool(wanted & set(person.roles))


def fault(state: VaultState) -> str:
    """What is missing before the form can be sent, as an error's code; "" when nothing is."""
    form = state.form
    if form.act == "ask" and form.amount_error:
        return form.amount_error
    counted = form.act in ("send", "exchange", "grant", "sort", "impound") and not _whole(form.given)
    if counted or (form.act == "ask" and not (form.amount or form.total)):
        return "cash_needed"
    if form.act == "send" and not form.target:
        return "places_wrong"
    if form.act == "micro" and len(_whole(form.given)) != 1:
        return "one_denomination"
    if form.act == "exchange" and form.total != pieces_total(form.taken):
        return "values_differ"
    if needs_second(state, form) and not form.second:
        return "second_missing"
    if form.act == "impound" and not form.giver.strip():
        return "giver_missing"
    if form.act == "sort" and broken_straps(_sorted(form)[0] | _sorted(form)[1]):
        return "strap_broken"
    return "reason_missing" if _reason_needed(state) and not form.reason.strip() else ""


def _reason_needed(state: VaultState) -> bool:
    form = state.form
    if form.act == "receive" and state.move is not None:
        return _whole(form.given) != state.move.pieces
    if form.act in ("count", "lock") and state.stock is not None:
        return _whole(form.given) != state.stock.pieces
    doubtful = form.act == "sort" and Bucket.SUSPECT in (form.bucket_from, form.bucket_to)
    return doubtful or form.act in ("refuse", "force", "impound")


def _sorted(form: Form) -> tuple[dict[str, int], dict[str, int]]:
    notes = _whole(form.given)
    return laid_in(notes, form.bucket_from), laid_in(notes, form.bucket_to)


def command(state: VaultState) -> Command:
    """The command of a form without faults."""
    form, currency = state.form, state.counted_in
    given, second = _whole(form.given), form.second or None
    if form.act == "send":
        return SendCash(transfer=new_id(), source=place(form.source), target=place(form.target), currency=currency,
                        pieces=given, second=second if form.source == VAULT else None, note=form.reason)  # fmt: skip
    if form.act == "receive":
        asks = needs_second(state, form)
        return ReceiveCash(transfer=form.subject, counted=given, second=second if asks else None, reason=form.reason)
    if form.act == "exchange":
        return ExchangeCash(transfer=new_id(), one=place(form.source), other=place(form.target), currency=currency,
                            given=given, taken=_whole(form.taken), second=form.second)  # fmt: skip
    if form.act in ("count", "lock"):
        return CountVault(transfer=new_id(), currency=currency, counted=given, second=form.second,
                          closing=form.act == "lock", reason=form.reason)  # fmt: skip
    if form.act in ("micro", "handover", "surprise", "force"):
        return _at_drawer(state, form)
    if form.act == "sort":
        taken, put = _sorted(form)
        return SortNotes(transfer=new_id(), place=place(form.source), currency=currency, taken=taken, put=put,
                         second=second if form.source == VAULT else None, reason=form.reason.strip())  # fmt: skip
    if form.act == "impound":
        return ImpoundNotes(transfer=new_id(), currency=currency, pieces=given, giver=form.giver.strip(),
                            phone=form.phone.strip(), serials=form.serials.strip(), reason=form.reason.strip())  # fmt: skip
    if form.act == "unlock":
        return OpenVault(transfer=new_id(), currency=currency, second=form.second)
    return _answer(form, given)


def _at_drawer(state: VaultState, form: Form) -> Command:
    """A count of a drawer that goes on, or the forced close of one. Nought pieces of one denomination are a count, too."""
    found = next((item for item in state.drawers if item.drawer == form.source), None)
    session = found.session if found else state.session.session if state.session else ""
    if form.act == "force":
        return ForceCloseDrawer(
            session=session, attempt=new_id(), counted=_whole(form.given), reason=form.reason.strip()
        )
    witness = form.second if form.act == "handover" else None
    return TakeCount(
        count=new_id(), session=session, kind_of_count=CountKind(form.act), counted=_whole(form.given), witness=witness
    )


def _answer(form: Form, given: dict[str, int]) -> Command:
    if form.act == "ask":
        return AskForCash(requisition=new_id(), amount=form.amount or form.total, pieces=given, note=form.reason)
    if form.act == "grant":
        return GrantCash(requisition=form.subject, transfer=new_id(), pieces=given, second=form.second)
    if form.source == "opening":
        return RefuseOpening(session=form.subject, reason=form.reason.strip())
    if form.source == "slip":
        return DropFloat(slip=form.subject, reason=form.reason.strip())
    if form.source == "count":
        return WitnessCount(count=form.subject, shares=False, reason=form.reason.strip())
    if form.source == "ask":
        return DeclineCash(requisition=form.subject, reason=form.reason.strip())
    return RefuseCash(transfer=form.subject, reason=form.reason.strip())


def answer_to_opening(opening: SessionFact, ink: str = "") -> Command:
    """The custodian's yes: their signature (``ink``: with their hand from the pad), or that the float which the cashier declined lies where it lay."""
    if opening.refused:
        return RefuseOpening(session=opening.session, reason=opening.refused)
    return SignOpening(session=opening.session, ink=ink)


def _whole(pieces: dict[str, int]) -> dict[str, int]:
    return {face: count for face, count in pieces.items() if count}


def default_second(people: Sequence[UserFact]) -> str:
    """The only one who can; otherwise somebody has to choose."""
    return people[0].user if len(people) == 1 else ""
