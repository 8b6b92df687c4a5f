"""The words of papers about cash: what a customer was paid, what a drawer or a branch has."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class WithdrawalWords:
    """Labels of the withdrawal voucher that its receipt does not have."""

    title: str = "Withdrawal voucher"
    subject: str = "Cash withdrawal"
    head_unit: str = "Note"
    head_pieces: str = "Pieces"
    total: str = "Total"
    holder: str = "Account holder"
    mandate: str = "Mandate"
    product: str = "{product} · mandate: {mandate}"
    identity: str = "Identity seen"
    card: str = "Ghana Card {card}"
    cashier: str = "Cashier and drawer"
    served: str = "{cashier} · drawer {drawer}"
    approval: str = "Approval"
    approved: str = "Request {request}"
    stand_in: str = "Stand-in, code of the manager"
    offline: str = "Stand-in, within the drawer's budget"
    not_needed: str = "Not needed: within the limit"
    sole: str = "sole signatory"
    signing: dict[str, str] = field(
        default_factory=lambda: {
            "any_one": "any one of {count} signs",
            "any_two": "any two of {count} sign",
            "all": "all {count} sign",
        }
    )
    none: str = "none"
    on_original: str = "as on the signed original"
    received: str = "I have received the amount above in full and counted it at the counter."
    sign: str = "Customer’s signature or thumbprint"
    thumb: str = "Thumb"
    cashier_signs: str = "Cashier"
    specimen: str = "Signature compared with the specimen"
    file: str = "Bank’s part: file with drawer {drawer}"
    signed_original: str = "The original is signed and filed with drawer {drawer}"
    verify: str = "Verify"
    stub: str = "Customer’s part"
    you_received: str = "You received"
    from_account: str = "From account"
    receipt: str = "Receipt"
    paid_by: str = "Paid by"
    balance_not: str = "Not printed"
    check: str = "Check this receipt at any {bank} counter or ask for the code."
    keep: str = "Please keep this part."


@dataclass(frozen=True)
class TrialWords:
    """Labels of the trial balance and proof sheet."""

    title: str = "Trial balance and proof sheet"
    subject: str = "{branch}, {day}"
    running: str = "Trial balance · {branch} · {day}"
    running_proof: str = "Proof sheet · {branch} · {day}"
    meta: tuple[str, ...] = ("Branch", "Business date", "Currency", "Journal", "Day", "Result")
    rows: str = "{first} – {last}"
    day_open: str = "Open, as of now"
    day_closed: str = "Closed"
    result: str = "In balance: debits = credits"
    code: str = "Code"
    account: str = "Account"
    debit: str = "Debit"
    credit: str = "Credit"
    heads: tuple[str, str, str] = ("Opening {symbol}", "Movement of the day {symbol}", "Closing {symbol}")
    groups: dict[str, str] = field(
        default_factory=lambda: {
            "assets": "Assets",
            "liabilities": "Liabilities",
            "equity": "Equity",
            "income": "Income",
            "expenses": "Expenses",
        }
    )
    group_total: str = "{group}, total"
    carried: str = "Carried forward"
    brought: str = "Brought forward"
    total: str = "Trial balance total"
    proofs: str = "Proofs"
    proof_heads: tuple[str, ...] = (
        "Proof", "Books {symbol}", "Counted or listed {symbol}", "Difference {symbol}", "", "How it was proved",
    )  # fmt: skip
    roll_proof_heads: tuple[str, str, str] = ("Books", "Found", "Diff.")
    proof: dict[str, str] = field(
        default_factory=lambda: {
            "drawer": "Cash in drawers (1010)",
            "vault": "Cash in vault (1020)",
            "transit": "Cash in transit (1030)",
        }
    )
    places: dict[str, str] = field(
        default_factory=lambda: {
            "drawer": "the pieces in each drawer, drawers: {count}",
            "vault": "the pieces in the vault",
            "transit": "the pieces under way",
        }
    )
    moved: str = "Movement of the day: debits and credits"
    closing: str = "Closing: debits and credits"
    by_rows: str = "journal {first} – {last}"
    sum_of_differences: str = "Sum of differences"
    prepared: str = "Operations · prepared"
    checked: str = "Branch manager · checked"
    journal: str = "Journal {first} – {last} · {rows} rows"


@dataclass(frozen=True)
class OverShortWords:
    """Labels of the over/short record."""

    title: str = "Over/short record"
    subject: str = "Drawer {drawer}, {day}"
    meta: tuple[str, str, str, str] = ("Drawer", "Cashier", "Business date", "Closed")
    amount: str = "Variance of the close"
    reason: str = "Said at the close: {reason}"
    forced: str = "Closed by {person} in the cashier’s place"
    cause: str = "Likely cause {place}: "
    steps: str = "What became of it"
    heads: tuple[str, str, str, str, str] = ("Step", "When", "By, approved by", "Settled {symbol}", "Left {symbol}")
    closed: str = "Left by the close"
    with_late: tuple[str, str] = ("Close and late entry", "Close, {count} late entries")
    kinds: dict[str, str] = field(
        default_factory=lambda: {
            "accepted": "Accepted",
            "recovered": "Recovered in cash",
            "written_off": "Written off",
            "returned": "Returned to a customer",
        }
    )
    within: str = "the tolerance"
    approved: str = "{by}, {approved_by}"
    left: str = "Left to settle"
    all_closes: str = "The cashier’s closes in all"
    all_closes_note: str = "{count} of them off, as of this print"
    sums: tuple[str, str, str] = ("Over {symbol}", "Short {symbol}", "In all {symbol}")
    cashier: str = "Cashier · signature and date"
    manager: str = "Manager · signature and date"
    covers: tuple[str, str] = (
        "The code covers the variance and its step",
        "The code covers the variance and {steps} steps",
    )

    def left_by(self, amended: int) -> str:
        """What the first row states: the close, with the entries that came after its count."""
        return self.with_late[amended > 1].format(count=amended) if amended else self.closed

    def covered(self, steps: int) -> str:
        """What the code vouches for."""
        return self.covers[steps != 1].format(steps=steps)


@dataclass(frozen=True)
class FormWords:
    """Words of every paper of parts, and of the rolls."""

    copy: str = "Copy {n} of {of}"
    note: str = "Note, coin"
    pieces: str = "Pieces"
    value: str = "Value {symbol}"
    total: str = "Total"
    opening: str = "Opening"
    movement: str = "Moved"
    closing: str = "Closing"


@dataclass(frozen=True)
class CountWords:
    """Labels of a count sheet."""

    title: str = "Count sheet"
    subject: str = "{place}, {day}"
    drawer: str = "Drawer {drawer}"
    vault: str = "Vault"
    meta: tuple[str, str, str, str] = ("Place", "Count", "Business date", "Counted at")
    kinds: dict[str, str] = field(
        default_factory=lambda: {
            "close": "Close, count {attempt}",
            "surprise": "Surprise",
            "handover": "Hand-over",
            "micro": "One denomination",
            "vault": "Vault",
            "blank": "To count on",
        }
    )
    amount: str = "Counted"
    pieces: str = "Pieces by denomination"
    blind: str = "blind: what the books say is not on this sheet"
    heads: tuple[str, str, str, str, str, str] = (
        "Note, coin",
        "Loose",
        "In straps",
        "Worn",
        "Pieces",
        "Value {symbol}",
    )
    none: str = "–"
    straps: str = "{unit} straps"
    worn: str = "{unit} worn"
    total: str = "Total counted"
    short_total: str = "Total"
    suspect: str = "Suspect notes, in custody and no cash: {notes}."
    write: str = (
        "Count without looking at any figure. Write every denomination, 0 where there is none; in straps are the notes of whole "
        "sealed straps. Cross out, never write over."
    )
    shared: str = "{witness} saw this count and shares it."
    disputed: str = "{witness} does not share this count: {reason}"
    waits: str = "{witness} has not said yet whether this count is shared."
    said: str = "Said at the count: {reason}"
    counter: str = "Counted by · signature and time"
    witness: str = "Seen by · signature and time"
    counter_blank: str = "Counted by · name, signature, time"
    witness_blank: str = "Seen by · name, signature, time"
    covers: str = "The code covers every piece on this sheet"
    covers_blank: str = "The code says that the bank gave out this sheet"


@dataclass(frozen=True)
class AdvanceWords:
    """Labels of a cash advance's voucher and of a retirement's receipt."""

    title: dict[str, str] = field(
        default_factory=lambda: {"paid": "Cash advance voucher", "retired": "Advance retirement receipt"}
    )
    subject: str = "{person}, {day}"
    amount: dict[str, str] = field(
        default_factory=lambda: {"paid": "Advanced in cash", "retired": "Retired by this receipt"}
    )
    person: str = "Colleague"
    drawer: str = "Drawer"
    business_date: str = "Business date"
    at: str = "At"
    due: str = "To be retired by"
    approved: str = "Approved by"
    by: dict[str, str] = field(default_factory=lambda: {"paid": "Paid by", "retired": "Received by"})
    purpose: str = "Purpose"
    receipts: str = "Receipts handed in"
    none: str = "none"
    notes: dict[str, str] = field(default_factory=lambda: {"paid": "Notes paid", "retired": "Notes returned"})
    account: str = "The advance"
    lines: tuple[str, str, str, str, str] = (
        "Advanced",
        "Retired before",
        "By receipts",
        "Returned in cash",
        "Still owed",
    )
    received: str = (
        "I have received the amount above in full for the purpose above, and owe receipts or cash for it until {due}."
    )
    signs: dict[str, tuple[str, str]] = field(
        default_factory=lambda: {
            "paid": ("Received by · signature and date", "Paid by · signature and date"),
            "retired": ("Handed in by · signature and date", "Received by · signature and date"),
        }
    )


@dataclass(frozen=True)
class KeptWords:
    """Labels of the list of what waits on a workstation."""

    title: str = "Postings not booked yet"
    subject: str = "{workstation}, {day}"
    workstation: str = "Workstation"
    by: str = "Printed for"
    day: str = "Date"
    at: str = "At"
    rows: str = "What waits, problems first"
    heads: tuple[str, str, str, str] = ("Time", "Why", "Outcome", "Cash {symbol}")
    no_code: str = "No verification code"
    total: str = "Cash"
    count: str = "{n} postings, out is negative"
    proves: str = (
        "This list shows what this workstation keeps and the bank has not booked at the time above. It proves no entry in the books: "
        "the journal does, once these are sent."
    )
    cashier: str = "Cashier · signature"
    manager: str = "Looked at by · signature"
