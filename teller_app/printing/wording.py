"""The words that stand on paper, in one place and passed down, so that a bank or a translation replaces them whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from teller_app.printing.cash_wording import (
    AdvanceWords,
    CountWords,
    FormWords,
    KeptWords,
    OverShortWords,
    TrialWords,
    WithdrawalWords,
)
from teller_app.printing.facts import ReceiptKind
from teller_app.printing.loan_wording import LoanReceiptWords, ScheduleWords
from teller_app.printing.slip_facts import Flow


@dataclass(frozen=True)
class CommonWords:
    """Words that every document shares."""

    duplicate: str = "DUPLICATE"
    provisional: str = "PROVISIONAL"
    amended: str = "AMENDED"
    original: str = "Original"
    verify: str = "Verify {code}"
    page: str = "Page {page} of {total}"
    printed: str = "Printed {moment} GMT{by} on {workstation}"
    reprinted: str = "Reprinted {moment} GMT{by} on {workstation}"
    printed_short: str = "Printed {moment} GMT, {workstation}"
    reprinted_short: str = "Reprinted {moment} GMT, {workstation}"
    by: str = " by {person}"
    reprint: str = "Reprint no. {number} of {moment}."
    reprint_for: str = "Reprint no. {number} of {moment}, reason: {reason}."
    reprint_why: str = "Reason: {reason}."
    first_printed: str = "Original printed {moment} on {workstation}."
    first_printed_by: str = "Original printed {moment} on {workstation} by {person}."
    verification: str = "Verification code"
    no_code: str = "No verification code yet"
    no_code_why: str = "It comes with the final print."
    qr_alt: str = "QR code, same content as verification code {code}"
    mark_alt: str = "{bank} mark: a heart"
    hand_alt: str = "Signature of {name}"
    hand_elsewhere: str = "Signed on the pad"


@dataclass(frozen=True)
class ReceiptWords:
    """Labels of a receipt; those that depend on the kind are keyed by it."""

    title: dict[ReceiptKind, str] = field(
        default_factory=lambda: {
            ReceiptKind.DEPOSIT: "Deposit receipt",
            ReceiptKind.WITHDRAWAL: "Withdrawal receipt",
            ReceiptKind.TRANSFER: "Transfer receipt",
        }
    )
    amount: dict[ReceiptKind, str] = field(
        default_factory=lambda: {
            ReceiptKind.DEPOSIT: "Amount deposited in cash",
            ReceiptKind.WITHDRAWAL: "Amount paid out in cash",
            ReceiptKind.TRANSFER: "Amount transferred",
        }
    )
    party: dict[ReceiptKind, str] = field(
        default_factory=lambda: {
            ReceiptKind.DEPOSIT: "Deposited by",
            ReceiptKind.WITHDRAWAL: "Paid to",
            ReceiptKind.TRANSFER: "Asked for by",
        }
    )
    pieces: dict[ReceiptKind, str] = field(
        default_factory=lambda: {
            ReceiptKind.DEPOSIT: "Notes received",
            ReceiptKind.WITHDRAWAL: "Notes paid",
            ReceiptKind.TRANSFER: "Notes",
        }
    )
    short_pieces: dict[ReceiptKind, str] = field(
        default_factory=lambda: {
            ReceiptKind.DEPOSIT: "Received",
            ReceiptKind.WITHDRAWAL: "Paid",
            ReceiptKind.TRANSFER: "Notes",
        }
    )
    subject: str = "Receipt of a counter transaction"
    account: str = "Account"
    from_account: str = "From account"
    holder: str = "Held by"
    to_account: str = "To account"
    product: str = "Product"
    phone: str = "Telephone"
    narration: str = "Narration"
    source: str = "Source of funds"
    change: str = "Change given"
    fee: str = "Fee charged"
    business_date: str = "Business date"
    balance: str = "New balance"
    served: str = "Served by {cashier}, drawer {drawer}"
    served_short: str = "{cashier}, drawer {drawer}"
    check: str = "Check it at any {bank} counter."
    check_short: str = "Check at any counter"
    count_change: str = "Please count your change before you leave."
    provisional: tuple[str, str] = (
        "Not yet in the bank's books.",
        "Ask for the final receipt at any {bank} counter.",
    )
    provisional_short: tuple[str, str] = ("Not yet in the bank's books.", "Ask for the final receipt: same number.")
    reprint: str = "Reprint no. {number}, not proof of a second payment."
    original: str = "Original: {moment}, {workstation}."
    original_somewhere: str = "Original: {moment}."
    reprint_short: str = "Reprint no. {number}, {moment}"
    original_short: str = "Original {moment}"


@dataclass(frozen=True)
class SlipWords:
    """Labels and sentences of the reconciliation slip."""

    title: str = "Drawer reconciliation"
    document: str = "Drawer reconciliation slip"
    subject: str = "Drawer {drawer}, {day}"
    running: str = "Drawer reconciliation · drawer {drawer} · {day}"
    meta: tuple[str, ...] = (
        "Drawer", "Cashier", "Business date", "Session", "Opened", "Closed", "Workstation", "Journal",
    )  # fmt: skip
    expected: str = "Expected"
    counted: str = "Counted"
    variance: str = "Variance"
    state: tuple[str, str, str] = ("SHORT", "BALANCED", "OVER")
    movement_head: tuple[str, str, str] = ("Movement", "Items", "Running")
    movement: dict[Flow, str] = field(
        default_factory=lambda: {
            Flow.OPENING: "Opening, counted {time}{how}",
            Flow.FROM_VAULT: "Received from vault",
            Flow.FROM_DRAWER: "Received from another drawer",
            Flow.DEPOSITS: "Deposits",
            Flow.REPAYMENTS: "Loan repayments",
            Flow.RECOVERIES: "Shortages and advances returned",
            Flow.FEES: "Fees taken in cash",
            Flow.REVERSED_IN: "Reversals, received",
            Flow.LATE_IN: "Late entries, received",
            Flow.WITHDRAWALS: "Withdrawals",
            Flow.DISBURSALS: "Loan disbursal in cash",
            Flow.ADVANCES: "Cash advances and refunds",
            Flow.REVERSED_OUT: "Reversals, paid",
            Flow.LATE_OUT: "Late entries, paid",
            Flow.TO_DRAWER: "Sent to another drawer",
            Flow.TO_VAULT: "Sent to vault",
            Flow.SUSPECT: "Set aside as suspect",
        }
    )
    short_movement: dict[Flow, str] = field(
        default_factory=lambda: {
            Flow.OPENING: "Opening {time}",
            Flow.FROM_VAULT: "From vault",
            Flow.FROM_DRAWER: "From drawer",
            Flow.DEPOSITS: "Deposits",
            Flow.REPAYMENTS: "Loan repayments",
            Flow.RECOVERIES: "Returned by staff",
            Flow.FEES: "Fees in cash",
            Flow.REVERSED_IN: "Reversals in",
            Flow.LATE_IN: "Late entries in",
            Flow.WITHDRAWALS: "Withdrawals",
            Flow.DISBURSALS: "Loan disbursal",
            Flow.ADVANCES: "Advances, refunds",
            Flow.REVERSED_OUT: "Reversals out",
            Flow.LATE_OUT: "Late entries out",
            Flow.TO_DRAWER: "To drawer",
            Flow.TO_VAULT: "To vault",
            Flow.SUSPECT: "Suspect notes",
        }
    )
    expected_total: str = "Expected in drawer"
    count: str = "Cash count"
    count_note: str = "pieces: system and counted · value of what was counted"
    note_head: str = "Note"
    coin_head: str = "Coin"
    unit_head: str = "Unit"
    count_head: tuple[str, str, str, str] = ("System", "Counted", "Diff.", "Value")
    total: str = "Total"
    total_counted: str = "Total counted"
    pieces: str = "{count} pieces"
    no_pieces: str = "No pieces: {units}"
    apart: str = "Set apart"
    apart_note: str = "handed to the vault with this slip"
    apart_head: tuple[str, str, str] = ("Item", "Pieces", "Handed over as")
    gaps: str = "Receipt numbers not used"
    entries: str = "Entries that did not arrive"
    entries_missing: str = "Of what this workstation signed, {count} had not arrived when it was counted."
    unused: Mapping[str, str] = field(
        default_factory=lambda: {
            "paid": "{receipt}: asked for, paid as {instead}",
            "asked": "{receipt}: asked for, not paid",
            "refused": "{receipt}: refused",
        }
    )
    continued: str = "Continued on page {page}: {sections}."
    continued_short: str = "Continued on page {page}; the signatures stand on the last."
    attempts: str = "Count attempts"
    attempts_note: str = "blind: the expected figure was shown only after attempt 1 was submitted"
    attempts_head: tuple[str, str, str, str, str] = ("No.", "Submitted", "By", "Counted", "Variance")
    attempts_short: str = "Count attempts (blind)"
    recount: str = "{person}, recount"
    causes: str = "Likely causes"
    causes_ranked: str = "ranked by the workstation"
    causes_confirmed: str = "ranked by the workstation; the cashier confirmed no. {number}"
    causes_short: str = "Likely cause"
    note: str = "Note"
    record: str = "Over/short record"
    record_note: str = "drawer {drawer}, last {days} business days"
    record_note_first: str = "drawer {drawer}, its first business day"
    record_short: str = "Over/short, drawer {drawer}"
    brought_forward: str = "Brought forward"
    this_session: str = "This session"
    cumulative: str = "Cumulative"
    chart_alt: str = "Bar chart of the over/short of the last {days} business days, today {today}"
    chart_today: str = "{day}, today {today}"
    booking: str = "Booking"
    booking_head: tuple[str, str, str, str] = ("Booked to", "Journal", "Accepted", "Resolve by")
    booking_tolerance: str = "Accepted (tolerance {amount})"
    debit: str = "Dr"
    credit: str = "Cr"
    booking_short: str = "Booked to {account} {name}, {side} {amount}, journal {journal}. Accepted {accepted}."
    booking_ahead: str = "To be booked to {account} {name}, {side} {amount}."
    booking_late: str = "Booked to {account} {name}, {side} {amount}, by {accepted}."
    statement: str = "We counted this cash together and found the amounts above."
    signature: str = "{who} · signature and date"
    signature_short: str = "{who}, signature and date"
    signatures: str = "signatures"
    agreed: str = (
        "Count {count} of {count}, blind, agreed at {time}. Over/short record unchanged: {cumulative} cumulative."
    )
    no_gap: str = "Receipts {numbers}, none missing."
    journal: str = "Journal {first} – {last} · {rows} rows"
    journal_short: str = "Journal {first} – {last}"
    amended: tuple[str, str] = ("Amendment no. {number}, replaces {replaces}.", "Reason: {reason}")
    provisional: tuple[str, str] = (
        "The count is in, the drawer is not closed yet, and no difference is booked.",
        "The final slip has the same number and a verification code.",
    )
    short_meta: tuple[str, str, str, str] = ("Business date", "Drawer, session", "Cashier", "Opened, closed")

    def state_of(self, variance_minor: int) -> str:
        """SHORT, BALANCED or OVER."""
        return self.state[(variance_minor > 0) - (variance_minor < 0) + 1]


@dataclass(frozen=True)
class PositionWords:
    """Labels of a drawer's cash position."""

    title: str = "Cash position"
    document: str = "Cash position of a drawer"
    subject: str = "Drawer {drawer}, {day}"
    meta: tuple[str, str, str, str] = ("Drawer", "Cashier", "Business date", "At")
    amount: str = "In the drawer"
    after: str = "after receipt {receipt}"
    after_row: str = "after journal row {seq}"
    pieces: str = "Pieces"
    pieces_note: str = "by the books, not counted"
    notes: str = "Note"
    coins: str = "Coin"
    head_pieces: str = "Pieces"
    head_value: str = "Value {symbol}"
    subtotal: str = "Total"
    total: str = "Total in the drawer"
    count: str = "{count} pieces"
    cashier: str = "Cashier"
    witness: str = "Checked by"
    journal: str = "Rebuilt from the journal up to row {seq}"


@dataclass(frozen=True)
class VoucherWords:
    """Labels of a cash transfer's voucher."""

    title: str = "Cash transfer"
    way_label: str = "From, to"
    document: str = "Cash transfer voucher"
    subject: str = "{way}, {day}"
    amount: str = "Amount sent"
    head_unit: str = "Note, coin"
    head_sent: str = "Pieces sent"
    head_sent_short: str = "Sent"
    head_value: str = "{symbol} sent"
    head_received: str = "Received"
    total: str = "Total"
    meta: tuple[str, str, str, str, str] = ("Business date", "Sent", "Received", "Bag and seal", "Reason")
    not_received: str = "not yet"
    none: str = "none"
    differs: str = "If the receiver's count differs, write it here and sign before the bag leaves:"
    verify: str = "Verify"
    printed: str = "Printed {moment} GMT on {workstation} · page 1 of 1"
    reprinted: str = "Reprinted {moment} GMT on {workstation} · page 1 of 1"
    copy: str = "Copy {n} of 2"
    places: dict[str, str] = field(
        default_factory=lambda: {"vault": "vault", "bank": "the bank", "drawer": "drawer {number}"}
    )
    way: str = "{source} to {target}"
    copies: dict[str, str] = field(
        default_factory=lambda: {
            "vault": "Vault copy · file in the vault register",
            "drawer": "Drawer copy · file with drawer {number}",
            "bank": "The bank's copy · goes with the cash",
        }
    )
    roles: tuple[str, str, str] = ("Sent by", "Received by", "Second person")
    signs: str = "{role} · {number}"
    buckets: dict[str, str] = field(
        default_factory=lambda: {"strapped": "{unit} straps", "mutilated": "{unit} worn", "suspect": "{unit} suspect"}
    )


@dataclass(frozen=True)
class Wording:
    """All words of the prints."""

    common: CommonWords = field(default_factory=CommonWords)
    receipt: ReceiptWords = field(default_factory=ReceiptWords)
    slip: SlipWords = field(default_factory=SlipWords)
    position: PositionWords = field(default_factory=PositionWords)
    voucher: VoucherWords = field(default_factory=VoucherWords)
    withdrawal: WithdrawalWords = field(default_factory=WithdrawalWords)
    trial: TrialWords = field(default_factory=TrialWords)
    over_short: OverShortWords = field(default_factory=OverShortWords)
    form: FormWords = field(default_factory=FormWords)
    count: CountWords = field(default_factory=CountWords)
    advance: AdvanceWords = field(default_factory=AdvanceWords)
    kept: KeptWords = field(default_factory=KeptWords)
    schedule: ScheduleWords = field(default_factory=ScheduleWords)
    loan_receipt: LoanReceiptWords = field(default_factory=LoanReceiptWords)
