"""The chart of accounts: internal accounts by code, with ids that can be named without a look-up."""

from functools import lru_cache

from contract.ids import derived_id

CODES = {
    "1010": "Cash in drawer",
    "1020": "Vault cash",
    "1030": "Cash in transit",
    "1300": "Loans",
    "1420": "Over/short",
    "1430": "Vault difference",
    "1440": "Transfer difference",
    "1450": "Staff advances",
    "1900": "Inter-branch",
    "1950": "Clearing",
    "2900": "Suspense",
    "3100": "Head office cash",
    "4100": "Fee income",
    "4200": "Cash overages",
    "4300": "Loan interest",
    "5100": "Cash shortages",
    "5200": "Staff expenses",
    "5300": "Loan losses",
}
DRAWER_CASH, VAULT_CASH, IN_TRANSIT, OVER_SHORT, VAULT_DIFFERENCE = "1010", "1020", "1030", "1420", "1430"
TRANSFER_DIFFERENCE, CASH_OVERAGES, CASH_SHORTAGES = "1440", "4200", "5100"
STAFF_ADVANCES, STAFF_EXPENSES = "1450", "5200"
LOANS, LOAN_INTEREST, LOAN_LOSSES = "1300", "4300", "5300"
INTER_BRANCH, CLEARING, SUSPENSE, HEAD_OFFICE, FEE_INCOME = "1900", "1950", "2900", "3100", "4100"

IDS_KEPT = 16_384
"""Ids of internal accounts that are not hashed again: every posting names four."""


@lru_cache(maxsize=IDS_KEPT)
def internal_id(branch: str, code: str, currency: str, detail: str = "") -> str:
    """A stable id shaped like a UUID, so that ``needs`` can name an internal account before it exists."""
    return derived_id(branch, code, currency, detail)


def normal_side(code: str) -> str:
    """Assets (1xxx) and expenses (5xxx) are debit-normal, everything else credit-normal."""
    return "debit" if code[0] in "15" else "credit"
