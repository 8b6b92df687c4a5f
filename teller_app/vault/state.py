"""The vault room as one frozen state."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contract.buckets import Bucket
from contract.counts import CountKind, CountState, SpotCountFact
from contract.drawers import DrawerFact, DrawerTotalsFact, SessionFact, SessionState
from contract.floats import FloatSlipFact
from contract.forecast import CashForecast
from contract.money import pieces_total
from contract.staff import UserFact
from contract.vault import CashMoveFact, RequisitionFact, RequisitionState, StockFact, VaultFact
from teller_app.room_model import RoomState

VAULT, BANK = "vault", "bank"


@dataclass(frozen=True)
class Form:
    """What is being written down. ``act``: send, receive, exchange, ask, grant, count, lock, unlock, refuse, sort, impound,
    and at a drawer that goes on: micro, handover, surprise; force closes somebody's; "" is nothing.

    ``source`` and ``target`` are ``vault``, ``bank`` or a drawer's id. ``part`` is the grid that is typed into: given or taken.
    ``subject`` is the movement or requisition that it answers, ``amount_error`` the code of why what was typed is no amount. Sorted notes go out of ``bucket_from`` into ``bucket_to``; ``giver``,
    ``phone`` and ``serials`` belong to a customer's doubtful notes. Both are typed by their plain faces.
    """

    act: str = ""
    source: str = ""
    target: str = ""
    given: dict[str, int] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    part: str = "given"
    second: str = ""
    reason: str = ""
    amount: int = 0
    amount_error: str = ""
    subject: str = ""
    bucket_from: Bucket = Bucket.FIT
    bucket_to: Bucket = Bucket.MUTILATED
    giver: str = ""
    phone: str = ""
    serials: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """The pieces of the grid that is shown."""
        return self.given if self.part == "given" else self.taken

    @property
    def total(self) -> int:
        """What the first grid is worth."""
        return pieces_total(self.given)


@dataclass(frozen=True)
class VaultState(RoomState):
    """``chosen`` is the key of the selected row: ``move:<id>``, ``ask:<id>``, ``count:<id>`` or ``opening:<session>``.

    ``forecast`` is a custodian's, as of when the room was entered; ``now`` the stamp of the last look at the replica.
    ``totals`` are for those who may see them. ``openings`` are counted and wait for the custodian's signature, ``slips`` are
    floats asked for or handed over on a slip (``slip:<id>``). ``currencies`` are those that the vault has cash of, as far as this person sees.
    ``stock`` is what lies in the vault that is looked at, ``stocks`` in the vault of each currency.
    ``known`` are all that the branch has a vault or a drawer of; ``currency`` is the one whose vault is looked at. ``inking`` is the
    session of the opening that the pad over the room is for, "" without one.
    """

    user: str = ""
    branch: str = ""
    currency: str = "GHS"
    currencies: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    custodian: bool = False
    inking: str = ""
    moves: tuple[CashMoveFact, ...] = ()
    requisitions: tuple[RequisitionFact, ...] = ()
    stock: StockFact | None = None
    stocks: tuple[StockFact, ...] = ()
    transit: StockFact | None = None
    vault: VaultFact | None = None
    drawers: tuple[DrawerFact, ...] = ()
    totals: Mapping[str, DrawerTotalsFact] = field(default_factory=dict)
    people: tuple[UserFact, ...] = ()
    session: SessionFact | None = None
    counts: tuple[SpotCountFact, ...] = ()
    openings: tuple[SessionFact, ...] = ()
    slips: tuple[FloatSlipFact, ...] = ()
    decides: bool = False
    forecast: CashForecast | None = None
    now: str = ""
    chosen: str = ""
    form: Form = Form()

    @property
    def move(self) -> CashMoveFact | None:
        """The selected movement."""
        return next((move for move in self.moves if f"move:{move.transfer}" == self.chosen), None)

    @property
    def asked(self) -> RequisitionFact | None:
        """The selected requisition."""
        return next((item for item in self.requisitions if f"ask:{item.requisition}" == self.chosen), None)

    def answered(self, form: Form) -> RequisitionFact | None:
        """The requisition that a form answers."""
        return next((item for item in self.requisitions if item.requisition == form.subject), None)

    @property
    def draft(self) -> RequisitionFact | None:
        """What a custodian can grant now: the one that is written down, the selected one, else the first that waits."""
        if not self.custodian:
            return None
        if self.form.act == "grant":
            return self.answered(self.form)
        waiting = [item for item in self.requisitions if item.state is RequisitionState.ASKED]
        return next((item for item in waiting if item == self.asked), waiting[0] if waiting else None)

    @property
    def grants(self) -> bool:
        """Whether the key that goes on sends what a drawer asked for: it is there, the vault is open, and no other question is chosen."""
        asks = self.opening is not None or self.slip is not None or self.count is not None
        return self.draft is not None and not self.locked and not asks and not self.waits_for_me

    @property
    def count(self) -> SpotCountFact | None:
        """The selected count of a drawer that goes on."""
        return next((item for item in self.counts if f"count:{item.count}" == self.chosen), None)

    @property
    def opening(self) -> SessionFact | None:
        """The selected opening that is not signed yet."""
        return next((item for item in self.openings if f"opening:{item.session}" == self.chosen), None)

    @property
    def slip(self) -> FloatSlipFact | None:
        """The selected float slip."""
        return next((item for item in self.slips if f"slip:{item.slip}" == self.chosen), None)

    def signs(self, opening: SessionFact | FloatSlipFact) -> bool:
        """Whether this person may sign or refuse an opening: who keeps the vault and did not count it."""
        return self.custodian and opening.cashier != self.user

    @property
    def to_sign(self) -> tuple[str, ...]:
        """The openings and slips that wait for this person, as keys of rows, those after the chosen one first."""
        mine = [f"opening:{item.session}" for item in self.openings if self.signs(item)]
        mine += [f"slip:{item.slip}" for item in self.slips if not item.seal and self.signs(item)]
        at = mine.index(self.chosen) + 1 if self.chosen in mine else 0
        return tuple(mine[at:] + mine[:at])

    @property
    def takes_over(self) -> bool:
        """Whether the chosen hand-over count makes its drawer this person's: shared, not taken yet, and no drawer of their own."""
        count = self.count
        if count is None or count.kind_of_count is not CountKind.HANDOVER or count.witness != self.user or self.session:
            return False
        here = any(item.drawer == count.drawer and item.session == count.session for item in self.drawers)
        return here and count.state is not CountState.DISPUTED

    @property
    def waits_for_me(self) -> bool:
        """Whether the selected row needs this person's yes."""
        if self.opening is not None:
            return self.signs(self.opening)
        if self.slip is not None:
            return not self.slip.seal and self.signs(self.slip)
        if self.count is not None:
            taken = self.count.state is CountState.TAKEN
            return self.takes_over if not taken else self.count.witness == self.user
        return self.move is not None and self.move.waits_for == self.user

    @property
    def locked(self) -> bool:
        """Whether the vault is closed for the night."""
        return self.vault is not None and not self.vault.open

    def currency_of(self, form: Form) -> str:
        """What a form counts in: the answered one's own currency, a drawer's, else that of the vault that is looked at."""
        subject = self.move if form.act == "receive" else self.answered(form) if form.act == "grant" else None
        if subject is not None:
            return subject.currency
        found = next((item for item in self.drawers if item.drawer == form.source), None)
        return found.currency if found else self.currency

    def stock_of(self, currency: str) -> Mapping[str, int]:
        """What lies in the branch's vault of this currency."""
        return next((item.pieces for item in self.stocks if item.currency == currency), {})

    @property
    def counted_in(self) -> str:
        """What is counted in the form that is written."""
        return self.currency_of(self.form)

    @property
    def hands(self) -> tuple[str, ...]:
        """The two on the vault: who unlocked it, or who counted it where that locked it or it was never locked."""
        if self.vault is None:
            return ()
        return self.vault.opened_by if self.unlocked_last else self.vault.counted_by

    @property
    def unlocked_last(self) -> bool:
        """Whether what was done last with its door was to unlock it. The evening's count locks it, an hour that is over does so by itself."""
        vault = self.vault
        return vault is not None and bool(vault.opened_by) and (vault.open or vault.opened_at >= vault.counted_at)

    @property
    def present(self) -> frozenset[str]:
        """Who of the branch is at a workstation, as of the last look ahead; oneself always."""
        return frozenset({self.user, *(self.forecast.present if self.forecast else ())})

    @property
    def drawer(self) -> str:
        """The drawer that this person has open here, or ""."""
        return self.session.drawer if self.session and self.session.state is not SessionState.UNSIGNED else ""

    def name(self, user: str) -> str:
        """A person's name, the tail of the id for somebody out of sight."""
        found = next((person.full_name for person in self.people if person.user == user), "")
        return found or user[-8:].upper()
