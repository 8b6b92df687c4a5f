"""The counter as one frozen state: everything the view needs to draw itself."""

from dataclasses import dataclass, field

from contract.approvals import RequestFact
from contract.customers import CustomerFact, Flag, MandateFact
from contract.drawers import SessionFact
from contract.hands import Hand
from contract.ledger import AccountFact, TransactionFact
from contract.money import pieces_total
from contract.standin import StandInFact
from teller_app.counter.mini import Mini
from teller_app.room_model import RoomState


@dataclass(frozen=True)
class Hit:
    """One found customer with the accounts' tails that made it a hit."""

    customer: CustomerFact
    accounts: tuple[AccountFact, ...] = ()


@dataclass(frozen=True)
class JournalRow:
    """A line of today's journal: booked (with its fact) or still in the outbox (state queued or sending); what is held for a second person is pending, to_pay or paying."""

    key: str
    at: str
    kind: str
    holder: str
    receipt: str
    amount: int
    currency: str
    state: str
    out: bool
    fact: TransactionFact | None = None
    into: bool = False


@dataclass(frozen=True)
class Form:
    """What was typed; ``ink`` is how the holder signed on the pad, ``hands`` how the mandate's signatories did, ``unsigned`` why nobody did, or no more. ``counts`` are pieces received (deposit) or paid (withdrawal); ``change`` what goes back."""

    mode: str = "deposit"
    amount: int = 0
    amount_error: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    change: dict[str, int] = field(default_factory=dict)
    giving_change: bool = False
    depositor: str = ""
    phone: str = ""
    relationship: str = ""
    source: str = ""
    narration: str = ""
    target_text: str = ""
    target: AccountFact | None = None
    target_name: str = ""
    permit: str = ""
    ceiling: int = 0
    transaction: str = ""
    code: str = ""
    code_id: str = ""
    ink: str = ""
    unsigned: str = ""
    hands: tuple[Hand, ...] = ()


@dataclass(frozen=True)
class Held:
    """A form that was put aside for the next customer, and when (a stamp; ``sure``: by the bank's clock and not by this machine's)."""

    customer: CustomerFact
    accounts: tuple[AccountFact, ...]
    account_index: int
    form: Form
    at: str = ""
    sure: bool = False


@dataclass(frozen=True)
class CounterState(RoomState):
    """One frozen picture of the counter. ``problem`` is a code with params for the words; ``blocked`` why F9 is off;

    ``asked`` are own requests of which something may still come, ``held`` forms that were put aside; ``stand_in`` is what the drawer
    may pay out without the server, ``paid_waiting`` what it has paid so.
    ``lifting`` is the flag about which a second person is being asked, ``lift_problem`` why not yet. ``mandating`` and
    ``mandate_problem`` say the same of a change of the mandate. ``signing``: the pad lies over the counter, because it was "asked" for
    or because F9 ("posting") goes on from it; ``signer`` is which signatory was chosen to sign next. ``mini`` is the mini statement that
    is looked at, ``mandate`` is who signs for the chosen account. ``picked`` counts the customers taken, so that a second visit of the
    same person is told from the first.
    """

    find_text: str = ""
    hits: tuple[Hit, ...] = ()
    hit_index: int = 0
    finding: bool = False
    picked: int = 0
    customer: CustomerFact | None = None
    accounts: tuple[AccountFact, ...] = ()
    account_index: int = 0
    mandate: MandateFact | None = None
    available: int = 0
    form: Form = Form()
    currency: str = "GHS"
    session: SessionFact | None = None
    journal: tuple[JournalRow, ...] = ()
    recent: tuple[TransactionFact, ...] = ()
    queued_deposits: int = 0
    paid_waiting: int = 0
    stand_in: StandInFact | None = None
    own_limit: int = 0
    transfer_limit: int = 0
    code_tries: int = 0
    held: tuple[Held, ...] = ()
    lifting: Flag | None = None
    lift_problem: str = ""
    mandating: bool = False
    signing: str = ""
    signer: str = ""
    mandate_problem: str = ""
    asked: tuple[RequestFact, ...] = ()
    blocked: str = "customer_missing"
    last_receipt: str = ""
    mini: Mini | None = None

    @property
    def online(self) -> bool:
        """Whether the server decides now about what is posted now: it is there, and nothing before it is held back."""
        return self.line.sends

    @property
    def held_back(self) -> bool:
        """Whether it could be asked, were nothing held back here."""
        return self.line.online and not self.line.sends

    @property
    def away(self) -> str:
        """The code of why the server cannot be asked now, or an empty text."""
        return "held_back" if self.held_back else "" if self.online else "needs_server"

    @property
    def account(self) -> AccountFact | None:
        """The chosen account."""
        return self.accounts[self.account_index] if self.account_index < len(self.accounts) else None

    @property
    def untouched(self) -> bool:
        """Whether nobody is chosen and nothing is typed: there is nothing to post, and nothing wrong with that."""
        return self.customer is None and not self.find_text.strip() and self.form == Form(mode=self.form.mode)

    @property
    def change_due(self) -> int:
        """What the customer gets back of what was counted, in minor units."""
        counted = pieces_total(self.form.counts)
        return max(0, counted - self.form.amount) if self.form.mode == "deposit" else 0
