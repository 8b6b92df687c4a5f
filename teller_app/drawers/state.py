"""The drawer room as one frozen state."""

from dataclasses import dataclass, field

from contract.causes import Causes
from contract.drawers import (
    CountLine,
    CountTaken,
    DrawerBefore,
    DrawerFact,
    DrawerOpened,
    PostTo,
    ReconciliationFact,
    SessionFact,
    SessionState,
)
from contract.floats import FloatSlipFact
from contract.money import pieces_total
from contract.staff import Limit
from teller_app.room_model import RoomState

BESIDE = "beside"
"""The first count and the last beside each other, in place of one of them."""


@dataclass(frozen=True)
class DrawerState(RoomState):
    """``phase``: choose (no session, none picked), opening (counting the float), opened (its result is shown),
    signing (counted, the custodian's signature is missing, or the cashier declined the float and it is on its way back), open,
    counting (blind), reconcile (a count is in), awaiting (a manager weighs it), closed (slip ready).

    ``before`` is how the chosen drawer was left (None: not known here), ``before_by`` who closed it. ``keepers`` are those who may sign
    an opening, id and name; ``signer`` the one of them who signs here. ``declining``: the reason is being typed why the float is not taken.

    ``me`` is the cashier's name, ``entry`` the journal's row of the opening. ``saved``: a close's count was begun and put aside; it goes on where it was.

    ``seen`` is the number of the count that is looked at, or BESIDE; "" the last one.

    ``slip`` is this person's float slip, asked for or signed. ``again``: a first opening count was too far off, and is kept.
    ``inking``: the pad lies over the room, ``handing``: for the custodian. ``hand`` is whose and of which opening, and what they drew.
    """

    phase: str = "choose"
    drawers: tuple[DrawerFact, ...] = ()
    drawer: DrawerFact | None = None
    session: SessionFact | None = None
    reconciliation: ReconciliationFact | None = None
    opened: DrawerOpened | None = None
    taken: CountTaken | None = None
    causes: Causes | None = None
    counts: dict[str, int] = field(default_factory=dict)
    reason: str = ""
    unsent: int = 0
    day_open: bool = True
    device: str = ""
    before: DrawerBefore | None = None
    before_by: str = ""
    keepers: tuple[tuple[str, str], ...] = ()
    signer: str = ""
    limits: tuple[Limit, ...] = ()
    declining: bool = False
    slip: FloatSlipFact | None = None
    again: bool = False
    saved: bool = False
    inking: bool = False
    handing: bool = False
    hand: tuple[str, str] = ("", "")
    post_to: PostTo = PostTo.OVER_SHORT
    seen: str = ""
    me: str = ""
    entry: int = 0

    @property
    def kept(self) -> tuple[CountLine, ...]:
        """The counts of a close with their pieces, in their order; none where one of them is not known by its pieces."""
        lines = self.reconciliation.attempts if self.reconciliation else ()
        return lines if all(line.pieces or not line.total for line in lines) else ()

    @property
    def seen_count(self) -> str:
        """``seen``, or the number of the last count."""
        if self.taken is not None and self._ahead:
            return str(self.taken.number)
        return self.seen or (str(self.kept[-1].number) if self.kept else "")

    @property
    def shown_pieces(self) -> dict[str, int] | None:
        """The pieces of the count that is looked at; None where it is the last one."""
        found = next((line for line in self.kept if str(line.number) == self.seen), None)
        return dict(found.pieces) if found else None

    @property
    def has_sheet(self) -> bool:
        """Whether there is a count sheet: blank while the drawer is counted, filled once a close's count is in."""
        if self.phase in ("opening", "counting"):
            return self.drawer is not None
        return self.phase in ("reconcile", "awaiting", "closed") and self.reconciliation is not None

    @property
    def has_slip(self) -> bool:
        """Whether there is a reconciliation slip: of the close that is looked at, or of the last one that was closed today. A late
        entry may have amended that, and a drawer closed by force was never looked at by its cashier."""
        sheet = self.reconciliation
        if self.phase == "choose":
            return sheet is not None and sheet.state is SessionState.CLOSED
        return self.phase in ("reconcile", "awaiting", "closed") and sheet is not None

    @property
    def may_save(self) -> bool:
        """Whether a close was begun that can be finished later: a count that is typed, or a difference that waits for its reason."""
        if self.busy or self.session is None:
            return False
        return (self.phase == "counting" and bool(self.pieces)) or (self.phase == "reconcile" and bool(self.variance))

    @property
    def booked(self) -> bool:
        """Whether an opening was counted and booked, and is shown."""
        return self.phase in ("opened", "signing")

    @property
    def result(self) -> DrawerOpened | None:
        """What the opening brought out. A workstation that was started anew while it waits does not know it."""
        return self.opened if self.booked else None

    @property
    def may_decline(self) -> bool:
        """Whether the float that was counted can still be given back: nothing was done with it yet."""
        return self.booked and not self.declined and not self.busy

    @property
    def declined(self) -> str:
        """Why the cashier does not take the float, while it is on its way back; "" otherwise."""
        waits = self.session is not None and self.session.state is SessionState.UNSIGNED
        return self.session.refused if waits and self.session is not None else ""

    @property
    def signs_here(self) -> str:
        """Who keeps the vault and signs the opening at this workstation, beside the cashier; "" where it waits for nobody who could."""
        if self.phase != "signing" or self.declined or self.declining or self.session is None:
            return ""
        known = [user for user, _ in self.keepers if user != self.session.cashier]
        return self.signer if self.signer in known else known[0] if len(known) == 1 else ""

    @property
    def hand_key(self) -> str:
        """Whose hand, beneath which opening."""
        return f"{self.session.session}/{self.signs_here}" if self.session is not None and self.signs_here else ""

    @property
    def custodians_hand(self) -> str:
        """What whoever signs here drew beneath this opening (packed strokes), "" where nothing."""
        key, ink = self.hand
        return ink if key and key == self.hand_key else ""

    def on_slip(self, drawer: DrawerFact | None) -> bool:
        """Whether a signed slip opens this drawer at this workstation."""
        slip = self.slip
        if slip is None or drawer is None or not slip.seal:
            return False
        return (slip.drawer, slip.device) == (drawer.drawer, self.device)

    @property
    def counted(self) -> int:
        """What was typed so far, in minor units."""
        return pieces_total(self.counts)

    @property
    def pieces(self) -> int:
        """How many notes and coins were typed."""
        return sum(self.counts.values())

    @property
    def free(self) -> tuple[DrawerFact, ...]:
        """The drawers that nobody has."""
        return tuple(drawer for drawer in self.drawers if not drawer.session)

    @property
    def currency(self) -> str:
        """The currency that is counted, "" while no drawer is chosen."""
        return self.drawer.currency if self.drawer else self.session.currency if self.session else ""

    @property
    def elsewhere(self) -> bool:
        """Whether the open session was last worked at another workstation."""
        return self.session is not None and self.session.device != self.device

    @property
    def variance(self) -> int:
        """Counted minus expected of the last count in minor units, 0 before there is one."""
        if self.reconciliation is not None and not self._ahead:
            return self.reconciliation.variance
        return self.taken.variance if self.taken else 0

    @property
    def above_tolerance(self) -> bool:
        """Whether a manager has to accept the variance."""
        if self.reconciliation is not None and not self._ahead:
            return abs(self.variance) > self.reconciliation.tolerance
        return self.taken is not None and not self.taken.within_tolerance

    @property
    def asks_manager(self) -> bool:
        """Whether the close goes to a manager: above the tolerance, or where the difference is to be the vault's."""
        return self.above_tolerance or (bool(self.variance) and self.post_to is not PostTo.OVER_SHORT)

    @property
    def posted_to(self) -> PostTo:
        """The account that the difference goes to: what is chosen, or what was asked for or booked."""
        return self.post_to if self.phase == "reconcile" or not self.reconciliation else self.reconciliation.post_to

    @property
    def expected_total(self) -> int:
        """What should have been in the drawer at the last count; 0 before there is one."""
        if self.reconciliation is not None and not self._ahead:
            return self.reconciliation.expected
        return self.taken.expected if self.taken else 0

    @property
    def counted_total(self) -> int:
        """What the last count that was sent came to; 0 before there is one."""
        if self.reconciliation is not None and not self._ahead:
            return self.reconciliation.counted
        return self.taken.counted if self.taken else 0

    @property
    def _ahead(self) -> bool:
        """Whether the answer to the last count came before the feed brought its reconciliation."""
        known = len(self.reconciliation.attempts) if self.reconciliation else 0
        return self.taken is not None and self.taken.number > known

    @property
    def explained(self) -> Causes | None:
        """Likely causes of the variance that is shown, and of no other."""
        found = self.causes
        return found if found and found.final and found.variance == self.variance and found.variance else None

    @property
    def second_count_needed(self) -> bool:
        """Whether the drawer has to be counted once more before it can be closed."""
        return self.taken is not None and self.taken.second_count_needed
