"""What can be printed, and by which name its prints are counted: a paper and its state, whatever the form."""

from teller_app.printing.advance_facts import AdvanceFacts
from teller_app.printing.count_facts import CountFacts
from teller_app.printing.facts import ReceiptFacts, Status
from teller_app.printing.kept_facts import KeptFacts
from teller_app.printing.loan_facts import LoanReceiptFacts, ScheduleFacts
from teller_app.printing.over_short_facts import OverShortFacts
from teller_app.printing.position_facts import PositionFacts
from teller_app.printing.slip_facts import SlipFacts
from teller_app.printing.trial_facts import TrialFacts
from teller_app.printing.voucher_facts import VoucherFacts
from teller_app.printing.withdrawal_facts import WithdrawalFacts

type FormOnRoll = (
    WithdrawalFacts
    | PositionFacts
    | VoucherFacts
    | TrialFacts
    | OverShortFacts
    | CountFacts
    | AdvanceFacts
    | KeptFacts
    | ScheduleFacts
    | LoanReceiptFacts
)
"""What stands on a roll as a paper of parts."""

type Facts = ReceiptFacts | SlipFacts | FormOnRoll


def name_of(facts: Facts) -> tuple[str, str]:
    """(number, status). Another session of a drawer's day has the same slip number, and is another paper."""
    match facts:
        case WithdrawalFacts():
            return name_of(facts.receipt)
        case SlipFacts(status=Status.PROVISIONAL):
            # Before the close each count is another paper; the close has one slip.
            return f"{facts.number}-{facts.session}-C{len(facts.attempts)}", facts.status.value
        case SlipFacts():
            return f"{facts.number}-{facts.session}", facts.status.value
        case ReceiptFacts():
            return facts.number, facts.status.value
        case VoucherFacts():
            return facts.number, "received" if facts.received_at else Status.FINAL.value
        case CountFacts() | ScheduleFacts():
            return facts.number, facts.status
        case KeptFacts():
            return facts.number, Status.PROVISIONAL.value
        case _:
            return facts.number, Status.FINAL.value
