"""Why a drawer may be over or short: likely causes of one close, ranked, each with the transactions that it rests on."""

from enum import StrEnum

from contract.base import Wire


class CauseKind(StrEnum):
    """The mistakes that tellers make (PRODUCT 3).

    ``half``: booked half or twice of what changed hands, or the wrong way round, so that half of the difference was booked.
    ``ten_times``: a nought too many or too few. ``wrong_note``: one note in another's place, or one piece too many or too few.
    """

    TRANSPOSED = "transposed"
    DOUBLED = "doubled"
    MISSED = "missed"
    HALF = "half"
    TEN_TIMES = "ten_times"
    WRONG_NOTE = "wrong_note"
    TRANSIT = "transit"


class CauseSign(StrEnum):
    """What speaks for a cause: the sentence that is said of it.

    ``twin``: there is another posting like it. ``unmoved``: booked, and the notes did not move. ``refused``: asked for and never
    booked. ``gap``: a receipt number that no posting used. ``nothing``: no trace. ``figures`` and ``noughts``: how the amount was
    mistyped. ``wrong_way``, ``halved``, ``doubled_amount``: how half of it was. ``swapped``, ``too_many``, ``too_few``: which notes.
    ``on_its_way``: sent and not received.
    """

    TWIN = "twin"
    UNMOVED = "unmoved"
    REFUSED = "refused"
    GAP = "gap"
    NOTHING = "nothing"
    FIGURES = "figures"
    NOUGHTS = "noughts"
    WRONG_WAY = "wrong_way"
    HALVED = "halved"
    DOUBLED_AMOUNT = "doubled_amount"
    SWAPPED = "swapped"
    TOO_MANY = "too_many"
    TOO_FEW = "too_few"
    ON_ITS_WAY = "on_its_way"


class CauseLink(Wire, frozen=True):
    """What a cause rests on: a posting of the session, a command that was never booked, a receipt number, a cash transfer.

    ``booked`` and ``meant`` are signed minor units, in is positive; ``meant`` is what changed hands if this is the cause.
    """

    sign: CauseSign
    booked: int = 0
    meant: int = 0
    kind: str = ""
    at: str = ""
    seq: int = 0
    transaction: str = ""
    receipt: str = ""
    holder: str = ""


class Cause(Wire, frozen=True):
    """``score`` is 1 to 100, the best of its links first. ``face`` left or stayed in place of ``instead``, ``count`` of them."""

    kind: CauseKind
    score: int
    links: tuple[CauseLink, ...]
    face: str = ""
    instead: str = ""
    count: int = 0


class Causes(Wire, frozen=True):
    """The answer about a session. Nothing is said before its count is final: a second count must stay blind."""

    session: str
    final: bool
    variance: int = 0
    causes: tuple[Cause, ...] = ()
