"""What the board says of a blocker: why it holds the close up, since when, whose it is, and its one act. Pure; no Qt."""

from contract.vault import CashMoveFact, Where
from teller_app.branches import words
from teller_app.branches.state import BranchState, Check
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

KEYS = {"nudge": "F6", "decide": "Enter", "variances": "Enter", "vault": "Enter"}
"""The key of each act."""


def owner(check: Check, state: BranchState, texts: Texts) -> str:
    """A person, or who has such things to do. Behind a bag since when: its own line is full of what is in it and where it goes."""
    name = state.name(check.owner) if check.owner else texts(f"branches.owner.{check.group}")
    return texts("branches.since", owner=name, at=words.at(check.since)) if check.code == "move_open" else name


def why(check: Check, state: BranchState, texts: Texts) -> str:
    """The figure and the time behind it; "" where its name says all."""
    seen, at = state.seen, words.at(check.since)
    match check.code:
        case "drawer_open" | "drawer_awaits":
            return texts(f"branches.why.{check.code}", at=at)
        case "vault_counted":
            held = (item for item in seen.stocks if item.currency == check.about and item.holder.startswith("vault:"))
            return texts("branches.why.vault", amount=_money(sum(item.amount for item in held), check.about))
        case "till_away":
            unsent = sum(till.unsent for till in seen.tills if till.number == check.about)
            return texts("branches.why.till_away", n=unsent, at=at)
        case "requests_decided":
            oldest = next((one for one in seen.requests if one.at == check.since), None)
            who = (oldest.holder or oldest.maker_name) if oldest else ""
            return texts("branches.why.requests", at=at, name=who)
        case "variances_accepted":
            found = [item for item in seen.variances if item.state.value == "recorded"]
            total = sum(item.amount for item in found if item.currency == found[0].currency)
            said = formats.signed_money(total)
            return texts("branches.why.variances", amount=said, at=at)
        case "move_open":
            move = next((item for item in seen.moves if item.number == check.about), None)
            return _way(move, texts) if move else ""
        case "advance_open":
            advance = next((item for item in seen.advances if item.number == check.about), None)
            said = _money(advance.left, advance.currency) if advance else ""
            return texts("branches.why.advance_open", amount=said, purpose=advance.purpose) if advance else ""
        case _:
            return ""


def act(check: Check, state: BranchState, texts: Texts) -> tuple[str, str, str]:
    """(words, key, tone): a button has a key, what was done or cannot be done from here a tone."""
    if check.key in state.nudged:
        at = words.at(state.nudged[check.key])
        return texts("branches.act.nudged_at", at=at), "", "info"
    if not check.act:
        return texts("branches.act.none"), "", "mute"
    return texts(f"branches.act.{check.act}"), KEYS[check.act], ""


def _way(move: CashMoveFact, texts: Texts) -> str:
    source = _place(move.source.where, move.source_number, texts)
    target = _place(move.target.where, move.target_number, texts)
    amount = _money(move.amount, move.currency)
    return texts("branches.why.move_open", amount=amount, source=source, target=target)


def _place(where: Where, number: str, texts: Texts) -> str:
    return texts("vault.place.drawer", number=number) if where is Where.DRAWER else texts(f"vault.place.{where.value}")


def _money(minor: int, currency: str) -> str:
    return formats.money_with_sign(minor, currency)
