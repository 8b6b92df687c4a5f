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
    journal: str = "Journal {first} – {last}"


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
    covers: str = "The code covers the variance and {steps} steps"
