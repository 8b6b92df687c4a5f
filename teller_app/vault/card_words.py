"""What the card of a movement says: its two steps with their people, whose the money is meanwhile, how long it is out. Pure; no Qt."""

from contract.vault import CashMoveFact, MoveKind, MoveState, Where
from teller_app.glass.stepper import StepState
from teller_app.glass.transfer_card import Card, CardStep, Tone
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.vault import meeting, words
from teller_app.vault.state import VaultState


def card(move: CashMoveFact, state: VaultState, texts: Texts) -> Card:
    """A movement that is not over. Between two places both are named, else what is done in one."""
    between = move.kind in (MoveKind.TRANSFER, MoveKind.EXCHANGE)
    source = words.place_words(move.source.where, move.source_number, texts)
    target = words.place_words(move.target.where, move.target_number, texts)
    age, tone = _age(move, state, texts)
    out = move.state in words.OUT
    return Card(
        key=f"move:{move.transfer}",
        number=move.number,
        source=source if between else words.places(move, texts),
        target=target if between else "",
        amount=words.amount_of(move.amount, move.currency, state),
        first=_first(move, state, texts),
        second=_second(move, state, texts, target),
        foot=texts("vault.card.neither" if out else "vault.card.nothing"),
        foot_short=texts("vault.card.neither_short" if out else "vault.card.nothing_short"),
        age=age,
        age_tone=tone,
    )


def _name(user: str, state: VaultState, texts: Texts) -> str:
    return texts("vault.card.you") if user == state.user else state.name(user)


def _step(who: str, said: str, stands: StepState) -> CardStep:
    return CardStep(who, formats.short_name(who), said, stands)


def _first(move: CashMoveFact, state: VaultState, texts: Texts) -> CardStep:
    who = _name(move.maker, state, texts)
    if move.state is MoveState.PROPOSED:
        return _step(who, texts("vault.card.wrote", at=words.at(move.at)), "done")
    return _step(who, texts("vault.card.sent", at=words.at(move.sent_at)), "done")


def _second(move: CashMoveFact, state: VaultState, texts: Texts, target: str) -> CardStep:
    """Who is to do what now: confirm, count what came, share the count."""
    if move.state is MoveState.PROPOSED:
        return _step(_name(move.waits_for, state, texts), texts("vault.card.confirms"), "active")
    if move.state is MoveState.COUNTED:
        who, other = _name(move.receiver, state, texts), _name(move.waits_for, state, texts)
        return _step(who, texts("vault.card.counted", name=other), "active")
    if state.form.act == "receive" and state.form.subject == move.transfer:
        return _step(texts("vault.card.you"), texts("vault.card.counting"), "active")
    if meeting.receives(state, move):
        return _step(texts("vault.card.you"), texts("vault.card.receive"), "active")
    holder = next((item.cashier for item in state.drawers if item.drawer == move.target.drawer), "")
    waits = "road" if Where.BANK in (move.source.where, move.target.where) else "receives"
    return _step(_name(holder, state, texts) if holder else target, texts(f"vault.card.{waits}"), "waiting")


def _age(move: CashMoveFact, state: VaultState, texts: Texts) -> tuple[str, Tone]:
    """How long it is out, amber where that is later than usual; nothing before it left."""
    if not move.sent_at or not state.now or move.state is MoveState.PROPOSED:
        return "", "mute"
    said, tone = words.state_words(move, state, texts)
    if tone == "warn" and words.is_late(move, state):
        return said, "warn"
    minutes = int((formats.moment(state.now) - formats.moment(move.sent_at)).total_seconds() // 60)
    return words.lasted(max(0, minutes), texts), "mute"


def present(state: VaultState, texts: Texts) -> tuple[str, str]:
    """Words and tone of whether both who opened the vault are there: everything that moves it needs the two."""
    if all(user in state.present for user in state.hands):
        return texts("vault.present.both"), "pos"
    return texts("vault.present.one"), "warn"
