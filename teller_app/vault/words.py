"""What the vault room says: places, states and people as texts' keys and figures. Pure; no Qt."""

from collections.abc import Mapping, Sequence

from contract.buckets import Bucket, bucket_of, laid_in, of_bucket
from contract.counts import CountState, SpotCountFact
from contract.drawers import SessionFact
from contract.floats import FloatSlipFact
from contract.money import face_minor, pieces_total
from contract.vault import CashMoveFact, MoveKind, MoveState, RequisitionFact, RequisitionState, Where
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.vault import rules
from teller_app.vault.beside import hand_of
from teller_app.vault.outlook import later_than_usual
from teller_app.vault.state import BANK, VAULT, VaultState

_TONES = {
    MoveState.PROPOSED: "warn",
    MoveState.SENT: "info",
    MoveState.COUNTED: "warn",
    MoveState.RECEIVED: "pos",
    MoveState.REFUSED: "neg",
    MoveState.WITHDRAWN: "mute",
}
OUT = frozenset({MoveState.SENT, MoveState.COUNTED})
"""The cash has left one place and is not in the other."""
_ASKED = {
    RequisitionState.ASKED: "warn",
    RequisitionState.GRANTED: "info",
    RequisitionState.SENT: "pos",
    RequisitionState.DECLINED: "neg",
    RequisitionState.WITHDRAWN: "mute",
}
_ICONS = {
    MoveKind.TRANSFER: "arrow-right",
    MoveKind.EXCHANGE: "arrows-left-right",
    MoveKind.COUNT: "list-checks",
    MoveKind.OPEN: "lock-key-open",
    MoveKind.SORT: "tray",
    MoveKind.SUSPECT: "warning",
}


def place_words(where: Where, number: str, texts: Texts) -> str:
    """ "Vault", "Drawer 02", "Bank"."""
    return texts("vault.place.drawer", number=number) if where is Where.DRAWER else texts(f"vault.place.{where.value}")


def place_of(key: str, state: VaultState, texts: Texts) -> str:
    """A place by its key in the form."""
    if key in (VAULT, BANK):
        return texts(f"vault.place.{key}")
    found = next((item for item in state.drawers if item.drawer == key), None)
    return texts("vault.place.drawer", number=found.number if found else "")


def move_icon(move: CashMoveFact) -> tuple[str, str]:
    """Icon and tone of a movement."""
    return _ICONS[move.kind], _TONES[move.state]


def title(move: CashMoveFact, texts: Texts) -> str:
    """ "VT-0612  Drawer 02 → Vault"."""
    return f"{move.number}  {places(move, texts)}"


def places(move: CashMoveFact, texts: Texts) -> str:
    """ "Drawer 02 → Vault", or what was done in one place."""
    source = place_words(move.source.where, move.source_number, texts)
    target = place_words(move.target.where, move.target_number, texts)
    if move.kind in (MoveKind.SORT, MoveKind.SUSPECT):
        return f"{texts(f'vault.kind.{move.kind.value}')}, {source}"
    if move.kind in (MoveKind.COUNT, MoveKind.OPEN):
        key = "lock" if move.closing else move.kind.value
        return texts(f"vault.kind.{key}")
    sign = "⇄" if move.kind is MoveKind.EXCHANGE else "→"
    return f"{source} {sign} {target}"


def numbered(number: str, said: str) -> str:
    """ "VT-0612 · Kojo Bediako sent at 09:35": in a narrow list the places stand whole above it."""
    return f"{number} · {said}" if said else number


def step(move: CashMoveFact, state: VaultState, texts: Texts) -> str:
    """Who did the last step and when, or for whom it waits."""
    if move.waits_for:
        return texts("vault.waits_for", name=_me(move.waits_for, state, texts))
    if move.state is MoveState.SENT:
        return texts("vault.sent_by", name=_me(move.maker, state, texts), at=at(move.sent_at))
    if move.state is MoveState.RECEIVED:
        return texts(
            "vault.received_by",
            name=_me(move.receiver or move.second or move.maker, state, texts),
            at=at(move.received_at),
        )
    return move.reason


def _me(user: str, state: VaultState, texts: Texts) -> str:
    return texts("vault.you") if user == state.user else state.name(user)


def state_words(move: CashMoveFact, state: VaultState, texts: Texts) -> tuple[str, str]:
    """Words and tone; what waits for the reader is said first."""
    if move.waits_for and move.waits_for == state.user:
        return texts("vault.state.yours"), "warn"
    if move.difference and move.state is MoveState.RECEIVED:
        return texts("vault.state.difference", amount=formats.signed_money(move.difference)), "warn"
    usual = _late(move, state)
    if usual is not None:
        out = lasted(_minutes(move.sent_at, state.now), texts)
        return texts("vault.later", minutes=out, usual=lasted(usual, texts)), "warn"
    return texts(f"vault.state.{move.state.value}"), _TONES[move.state]


def is_late(move: CashMoveFact, state: VaultState) -> bool:
    """Whether it is out longer than usual."""
    return _late(move, state) is not None


def amount_of(minor: int, currency: str, state: VaultState) -> str:
    """An amount in a list: with its currency's sign where the branch has cash of several."""
    return formats.money_with_sign(minor, currency) if len(state.known) > 1 else formats.money(minor)


def amount_head(state: VaultState, texts: Texts) -> str:
    """The head of the list's amounts: with the currency where all are in one, else each row names its own."""
    if len(state.known) > 1:
        return texts("vault.column.amount")
    return texts("vault.column.amount_in", sign=formats.currency_sign(state.currency))


def weighed(move: CashMoveFact) -> tuple[dict[str, int], ...]:
    """The pieces of both sides that a second person says yes to: where somebody counted what came, their count and not what was sent."""
    return (dict(move.received if move.state is MoveState.COUNTED else move.pieces), dict(move.taken))


def off_words(move: CashMoveFact, texts: Texts) -> str:
    """By how much what was counted on receipt is off what was sent, and why; "" where it agrees."""
    if move.state is not MoveState.COUNTED or not move.difference:
        return ""
    said = texts("vault.state.difference", amount=formats.signed_money(move.difference))
    return f"{said}: {move.reason}" if move.reason else said


def on_the_way(going: Sequence[CashMoveFact], state: VaultState, texts: Texts) -> str:
    """ "2 on the way, 45,000.00": what is out, a sum for each currency. What waits for its second person has moved no cash yet."""
    going = [move for move in going if move.kind is MoveKind.TRANSFER and move.state in OUT]
    sums: dict[str, int] = {}
    for move in going:
        sums[move.currency] = sums.get(move.currency, 0) + move.amount
    alone = len(sums) == 1
    amounts = " + ".join(
        amount_of(minor, currency, state) if alone else formats.money_with_sign(minor, currency)
        for currency, minor in sorted(sums.items())
    )
    return texts("vault.on_the_way", n=len(going), amount=amounts) if going else ""


def _late(move: CashMoveFact, state: VaultState) -> int | None:
    """The usual minutes of such a movement where this one is later than they allow."""
    if not state.now or not move.sent_at:
        return None
    return later_than_usual(move, state.moves, _minutes(move.sent_at, state.now))


def lasted(minutes: int, texts: Texts) -> str:
    """ "12 min", "1 h 21 min"."""
    hours, rest = divmod(minutes, 60)
    return texts("vault.hours", hours=hours, minutes=rest) if hours else texts("vault.minutes", minutes=rest)


def _minutes(since: str, until: str) -> int:
    return int((formats.moment(until) - formats.moment(since)).total_seconds() // 60)


def asked_words(item: RequisitionFact, texts: Texts) -> tuple[str, str]:
    """Words and tone of a requisition."""
    key = "changed" if item.changed and item.state is not RequisitionState.ASKED else item.state.value
    return texts(f"vault.asked.{key}"), _ASKED[item.state]


def asked_title(item: RequisitionFact, texts: Texts) -> str:
    """ "Drawer 03 asks"."""
    return texts("vault.asks", drawer=item.drawer_number)


def at(stamp: str) -> str:
    """The time of a step."""
    return formats.clock(formats.moment(stamp)) if stamp else ""


def people_of(move: CashMoveFact, state: VaultState, texts: Texts) -> str:
    """Everybody on a movement: who gave it, then who took it."""
    sides = ((move.maker, move.second), (move.receiver, move.receiver_second))
    named = (", ".join(_me(user, state, texts) for user in pair if user) for pair in sides)
    return " → ".join(side for side in named if side)


def pieces_words(pieces: Mapping[str, int], texts: Texts) -> str:
    """ "10 × 200.00, 4 × 50.00 mutilated": the largest first, fit ones before the rest."""
    order = sorted(
        pieces.items(), key=lambda pair: (":" in pair[0], -face_minor(pair[0]), pair[0].endswith("c"), pair[0])
    )
    return ", ".join(f"{count:,} × {piece_words(face, texts)}" for face, count in order if count)


def aside_lines(pieces: Mapping[str, int], texts: Texts) -> list[tuple[str, str, str, str]]:
    """Icon, title, pieces in words and worth as cash of what lies beside the notes that can be paid out."""
    lines = []
    for bucket, icon in ((Bucket.MUTILATED, "eraser"), (Bucket.SUSPECT, "warning")):
        held = of_bucket(pieces, bucket)
        if held:
            cash = pieces_total(laid_in(held, bucket))
            lines.append((icon, texts(f"vault.aside.{bucket.value}"), pieces_words(held, texts), formats.money(cash)))
    return lines


def piece_words(face: str, texts: Texts) -> str:
    """ "50.00", "50.00 mutilated"."""
    value, bucket = formats.money(face_minor(face)), bucket_of(face)
    if bucket is Bucket.FIT:
        return value
    return texts("vault.piece_in", piece=value, bucket=texts(f"bucket.{bucket.value}").lower())


_COUNTS = {CountState.TAKEN: "warn", CountState.WITNESSED: "pos", CountState.DISPUTED: "neg"}


def count_title(count: SpotCountFact, texts: Texts) -> str:
    """ "Surprise count, drawer 04"."""
    return texts(f"vault.count.{count.kind_of_count.value}", number=count.number)


def count_step(count: SpotCountFact, state: VaultState, texts: Texts) -> str:
    """Who counted, and for whom it waits."""
    if count.state is CountState.TAKEN:
        return texts("vault.waits_for", name=_me(count.witness, state, texts))
    return texts("vault.received_by", name=_me(count.by, state, texts), at=at(count.at))


def count_words(count: SpotCountFact, state: VaultState, texts: Texts) -> tuple[str, str]:
    """Words and tone: whether it agrees is said, by how much it does not never is."""
    if count.state is CountState.TAKEN:
        return texts("vault.state.yours" if count.witness == state.user else "vault.count.taken"), "warn"
    if count.state is CountState.DISPUTED:
        return texts("vault.count.disputed"), _COUNTS[count.state]
    return (texts("vault.count.agrees"), "pos") if count.agrees else (texts("vault.count.differs"), "warn")


def pad_body(state: VaultState, texts: Texts) -> str:
    """What is signed on the pad, and by whom where that is not who is signed in."""
    if state.opening is not None:
        return texts("vault.pad_body", number=state.opening.number)
    what = (
        count_title(state.count, texts) if state.count is not None else title(state.move, texts) if state.move else ""
    )
    second = hand_of(state)
    return (
        texts("vault.pad_beside", name=state.name(second), what=what) if second else texts("vault.pad_yes", what=what)
    )


def opening_title(opening: SessionFact, texts: Texts) -> str:
    """ "Opening, drawer 04"."""
    return texts("vault.opening", number=opening.number)


def opening_step(opening: SessionFact, state: VaultState, texts: Texts) -> str:
    """Who counted it, and when."""
    if opening.refused:
        return texts("vault.declined_by", name=_me(opening.cashier, state, texts), because=opening.refused)
    return texts("vault.opening_by", name=_me(opening.cashier, state, texts), at=at(opening.opened_at))


def opening_words(opening: SessionFact, state: VaultState, texts: Texts) -> tuple[str, str]:
    """Words and tone: whose signature is missing."""
    return texts("vault.state.yours" if state.signs(opening) else "vault.opening_waits"), "warn"


def slip_title(slip: FloatSlipFact, texts: Texts) -> str:
    """ "Float slip, drawer 04"."""
    return texts("vault.slip", number=slip.number)


def slip_step(slip: FloatSlipFact, state: VaultState, texts: Texts) -> str:
    """Who asked for it and when; who signed it, once somebody has."""
    if slip.seal:
        return texts("vault.slip_signed_by", name=slip.signed_by, at=at(slip.signed_at))
    return texts("vault.slip_asked_by", name=_me(slip.cashier, state, texts), at=at(slip.asked_at))


def slip_words(slip: FloatSlipFact, state: VaultState, texts: Texts) -> tuple[str, str]:
    """Words and tone: whose signature is missing, or that the float is out."""
    if slip.seal:
        return texts("vault.slip_out"), "info"
    return texts("vault.state.yours" if state.signs(slip) else "vault.opening_waits"), "warn"


def who_is_here(state: VaultState, texts: Texts) -> str:
    """Behind the branch's name: whether the two who opened the vault are there; nothing for who keeps none."""
    if not state.custodian or not state.hands:
        return ""
    if state.locked:
        return texts("vault.title.locked")
    both = all(user in state.present for user in state.hands)
    return texts("vault.title.two" if both else "vault.title.one")


def key_names(state: VaultState, texts: Texts) -> dict[str, str]:
    """What F9 does with what is written down, or with the requisition that is shown."""
    act = state.form.act
    if act == "grant" or (not act and state.grants):
        return {"forward": texts("vault.key.grant")}
    return {"forward": texts(f"vault.go.{act}")} if act else {}


def yes_to(state: VaultState) -> str:
    """What the custodian's or the witness's yes is called: sign, take_back or confirm."""
    if state.takes_over:
        return "take_over"
    if state.slip is not None:
        return "hand_over"
    if state.opening is None:
        return "confirm"
    return "take_back" if state.opening.refused else "sign"


def to_do(state: VaultState, key: str, texts: Texts) -> str:
    """What can be begun where nothing is, or why nothing can: keys that are off are not offered."""
    why = rules.why_off(state, "send")
    return texts(f"vault.off.{why}" if why in ("drawer", "locked") else key)
