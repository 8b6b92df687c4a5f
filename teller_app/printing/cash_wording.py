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
