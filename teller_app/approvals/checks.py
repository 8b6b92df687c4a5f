"""What was looked at before a request is decided: the card on file, the mandate, the call back. Pure; no Qt.

They are recorded steps and not devices: nothing here says that a finger or a card was read (LOOK, picture 04).
"""

from contract.approvals import RequestFact
from contract.customers import CustomerFact, MandateFact
from contract.hands import needed
from teller_app.approvals.state import ApprovalsState
from teller_app.glass.check_row import Check
from teller_app.i18n import formats
from teller_app.i18n.mandates import for_amount
from teller_app.i18n.text import Texts

TAKES_OUT = frozenset({"withdraw", "transfer"})
"""What somebody has to sign for."""


def checks(state: ApprovalsState, texts: Texts) -> list[Check]:
    """Of the chosen request; nothing where it is about no customer."""
    request, customer = state.chosen, state.customer
    if request is None or customer is None:
        return []
    return [
        *_identity(customer, texts),
        *_finger(request, texts),
        *_mandate(request, state.mandate, texts),
        *_call(state, customer, texts),
    ]


def called_back(state: ApprovalsState, phone: str) -> bool:
    """Whether the note of now, the thread or the words of the decision say that this number was called."""
    number = formats.phone(phone)
    said = [state.reason, *(line.text for line in state.thread)]
    said += [state.chosen.reason] if state.chosen else []
    return any(number in words for words in said)


def _identity(customer: CustomerFact, texts: Texts) -> list[Check]:
    if customer.card_number:
        return [Check(texts("approvals.check.card"))]
    return [Check(texts("approvals.check.no_card"), "warn")]


def _finger(request: RequestFact, texts: Texts) -> list[Check]:
    """Nobody's finger is read anywhere in this bank; who decides is not to think that it was."""
    return [Check(texts("approvals.check.no_finger"), "mute")] if request.kind in TAKES_OUT else []


def _mandate(request: RequestFact, mandate: MandateFact | None, texts: Texts) -> list[Check]:
    if request.kind not in TAKES_OUT:
        return []
    said = for_amount(mandate, request.amount, texts)
    if not said:
        return [Check(texts("approvals.check.no_mandate"), "warn")]
    return [Check(said), *_hands(request, needed(mandate, request.amount), texts)]


def _hands(request: RequestFact, takes: int, texts: Texts) -> list[Check]:
    """How many of those it takes have signed on the pad, where several have to."""
    if takes < 2:
        return []
    signed = len(request.hands) or int(bool(request.ink))
    return [Check(texts("approvals.check.hands", n=signed, of=takes), "pos" if signed >= takes else "warn")]


def _call(state: ApprovalsState, customer: CustomerFact, texts: Texts) -> list[Check]:
    if not customer.phone:
        return [Check(texts("approvals.check.no_phone"), "warn")]
    if called_back(state, customer.phone):
        return [Check(texts("approvals.check.called"))]
    return [Check(texts("approvals.check.not_called"), "warn")]
