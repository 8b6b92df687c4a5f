"""Whether a paper that somebody holds is the bank's, and what it must say."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contract.base import Wire
from contract.ink import Ink
from contract.money import Pieces
from contract.variances import StepKind


class PaperKind(StrEnum):
    """``unknown`` where the code does not fit the number: then nothing is said of either."""

    UNKNOWN = "unknown"
    RECEIPT = "receipt"
    SLIP = "slip"
    POSITION = "position"
    VOUCHER = "voucher"
    TRIAL = "trial"
    OVER_SHORT = "over_short"
    COUNT = "count"
    ADVANCE = "advance"
    LOAN_SCHEDULE = "loan_schedule"
    LOAN_RECEIPT = "loan_receipt"


class PaperCheck(Wire, frozen=True):
    """``genuine``: this code belongs to this number, and the paper must say what stands here. Amounts in minor units.

    ``party`` is whose account it is about, ``by`` who served or counted. ``amount`` of a slip is what was counted. ``undone`` is a
    receipt whose transaction was reversed, or a paper of what was taken back. ``replaced_by`` is the paper that was issued in place
    of this one, which says what it said then.
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


class PositionPaper(Wire, frozen=True):
    """What the cash position of a drawer says after one journal row, with the code that vouches for it. Amounts in minor units."""

    number: str
    code: str
    drawer: str
    branch: str
    currency: str
    business_date: str
    at: str
    seq: int
    amount: int
    pieces: Pieces
    cashier: str
    receipt: str = ""


class TransferPaper(Wire, frozen=True):
    """What the voucher of a cash transfer says, with the code that vouches for what was sent. Amounts in minor units.

    ``source`` and ``target`` are vault, drawer or bank, with the drawer's number beside. People are names, "" where nobody was
    needed; ``numbers`` are the staff numbers of sender, receiver and second person. ``second_hand`` is what the
    second person drew on a pad, packed. ``received`` is empty until somebody has counted it.
    """

    number: str
    code: str
    branch: str
    currency: str
    business_date: str
    sent_at: str
    source: str
    target: str
    amount: int
    pieces: Pieces
    sender: str
    source_number: str = ""
    target_number: str = ""
    second: str = ""
    receiver: str = ""
    receiver_second: str = ""
    numbers: tuple[str, ...] = ()
    received_at: str = ""
    received: Pieces = {}
    note: str = ""
    reference: str = ""
    second_hand: Ink = ""


class TrialLine(Wire, frozen=True):
    """An account, or all accounts of a product: ``opening`` is positive on the debit side, ``debits`` and ``credits`` are the day's.

    ``group`` is assets, liabilities, equity, income or expenses.
    """

    group: str
    code: str
    name: str
    opening: int
    debits: int
    credits: int


class Proof(Wire, frozen=True):
    """What the books say against what was found: drawers, vault or transit by their pieces, and how many places that are."""

    what: str
    books: int
    found: int
    places: int


class TrialPaper(Wire, frozen=True):
    """A branch's trial balance of a business day up to the journal row ``seq``, with its proofs. Amounts in minor units.

    ``hashes`` are the chain's (hex) at ``first_seq`` and ``seq``; empty from an older server.
    """

    number: str
    code: str
    branch: str
    branch_name: str
    currency: str
    business_date: str
    open: bool
    first_seq: int
    seq: int
    total: int
    lines: tuple[TrialLine, ...]
    proofs: tuple[Proof, ...]
    hashes: tuple[str, ...] = ()


class OverShortStep(Wire, frozen=True):
    """One step of a variance's life, people by their names. ``amount`` is what it settled, 0 for an acceptance."""

    kind: StepKind
    by: str
    at: str
    amount: int = 0
    approved_by: str = ""
    note: str = ""


class OverShortPaper(Wire, frozen=True):
    """What the over/short record of one close says after these steps. Amounts in minor units, ``amount`` over (positive) or short.

    ``over``, ``short`` and ``count`` are the cashier's closes in all, as of now; the code does not cover them. ``amended`` counts the
    late entries that changed the amount after the count.
    """

    number: str
    code: str
    branch: str
    drawer: str
    currency: str
    business_date: str
    at: str
    cashier: str
    amount: int
    steps: tuple[OverShortStep, ...] = ()
    forced_by: str = ""
    reason: str = ""
    over: int = 0
    short: int = 0
    count: int = 0
    amended: int = 0


class CountPaper(Wire, frozen=True):
    """What a count sheet says: what was counted and by whom, never what was expected. Amounts in minor units.

    ``what`` is close, surprise, handover, micro, vault or blank (to be written on). ``drawer`` is its number, "" the vault's.
    ``witnessed``: the second person shared it; ``disputed``: they did not, for ``reason``. ``attempt`` counts the counts of a close.
    ``undone``: a count of the vault's that was taken back. ``witness_hand`` is what the second person drew on a pad, packed.
    """

    number: str
    code: str
    branch: str
    currency: str
    business_date: str
    at: str
    what: str
    drawer: str = ""
    amount: int = 0
    pieces: Pieces = {}
    counter: str = ""
    witness: str = ""
    witnessed: bool = False
    disputed: bool = False
    reason: str = ""
    attempt: int = 0
    undone: bool = False
    witness_hand: Ink = ""


class AdvancePaper(Wire, frozen=True):
    """A cash advance's voucher (``what`` paid) or the receipt of a retirement (retired). Amounts in minor units.

    ``amount`` is what was paid or what this step settled: ``spent`` by ``papers``, ``back`` in cash. ``left`` is owed after it.
    ``pieces`` are the notes paid or returned, ``change`` those that went the other way; both empty where they are no longer kept.
    """

    number: str
    code: str
    branch: str
    currency: str
    business_date: str
    at: str
    what: str
    amount: int
    person: str
    purpose: str
    due: str
    by: str
    drawer: str = ""
    approved_by: str = ""
    pieces: Pieces = {}
    change: Pieces = {}
    spent: int = 0
    back: int = 0
    papers: tuple[str, ...] = ()
    advanced: int = 0
    left: int = 0


REPRINT_REASON_MAX = 40
"""Letters of a reprint's reason: one line on the roll."""


class NotePrint(Wire, frozen=True):
    """POST prints: a paper is about to be printed. ``status`` tells two papers of one number apart, as before and after a witness.

    ``again``: its original was printed, also where the bank was not told (with the posting, or without the server). ``reason`` is why
    it is printed again; without one a reprint is not noted, and ``PrintNoted.owed`` says so.
    """

    number: Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=r"^[0-9A-Z-]+(?!\n)$")]
    status: Annotated[str, msgspec.Meta(min_length=1, max_length=16, pattern=r"^[a-z]+(?!\n)$")]
    again: bool = False
    reason: Annotated[str, msgspec.Meta(max_length=REPRINT_REASON_MAX)] = ""


class PrintNoted(Wire, frozen=True):
    """How often it was printed before anywhere, as far as the bank was told, and the first time of them: when, where, by whom.

    ``owed``: it is a reprint without a reason, and was not noted.
    """

    before: int
    first_at: str = ""
    first_device: str = ""
    first_by: str = ""
    owed: bool = False
