"""Whether a paper that somebody holds is the bank's, and what it must say."""

from enum import StrEnum

from contract.base import Wire


class PaperKind(StrEnum):
    """``unknown`` where the code does not fit the number: then nothing is said of either."""

    UNKNOWN = "unknown"
    RECEIPT = "receipt"
    SLIP = "slip"


class PaperCheck(Wire, frozen=True):
    """``genuine``: this code belongs to this number, and the paper must say what stands here. Amounts in minor units.

    ``party`` is whose account it is about, ``by`` who served or counted. ``amount`` of a slip is what was counted. ``undone`` is a
    receipt whose transaction was reversed, ``replaced_by`` the slip that was issued in place of this one.
    """

    number: str
    kind: PaperKind = PaperKind.UNKNOWN
    genuine: bool = False
    what: str = ""
    business_date: str = ""
    at: str = ""
    amount: int = 0
    currency: str = ""
    account: str = ""
    party: str = ""
    drawer: str = ""
    by: str = ""
    variance: int = 0
    undone: bool = False
    replaced_by: str = ""
