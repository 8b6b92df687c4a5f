"""Two plain rooms for tests of the frame: they remember what they were asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from contract.approvals import RequestFact, RequestState
from contract.branches import BranchFact
from contract.customers import CustomerFact
from contract.drawers import SessionFact, SessionState
from contract.ledger import AccountFact, AccountStatus, Status, TransactionFact
from contract.notices import Level, NoticeFact
from contract.permissions import Permission, Role
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Guide, Guides, Manifest
from teller_app.shell.desk import Lookups
from teller_app.shell.navigation import Room
from teller_app.shell.window import TellerWindow
from teller_app.shell.work_page import Opens, WorkPage
from teller_app.shell.workplace import Explains
from tests.teller_app.kit import BRANCH, DEVICE, EFUA_ID, KWESI_ID, FakePort

COUNTER = Manifest(
    "counter",
    "shell.kind.deposit",
    "cash-register",
    Permission.POST_CASH,
    (
        Action("F2", "shell.key.find", "find"),
        Action("F3", "shell.kind.deposit", "deposit"),
        Action("F4", "shell.kind.withdraw", "withdraw"),
        Action("F9", "shell.kind.other", "post", primary=True),
        Action("Enter", "shell.palette.move", "next", in_bar=False),
        Action("Ctrl+Enter", "shell.palette.open", "approve", in_bar=False),
    ),
)
JOURNAL = Manifest("journal", "shell.key.journal", "receipt", None, (Action("F3", "shell.kind.reversal", "reverse"),))
VAULT = Manifest("vault", "shell.key.drawer", "vault", Permission.SYSTEM, ())
APPROVALS = Manifest("approvals", "shell.palette.open", "seal-check", None, ())


class PlainView(QWidget):
    """A field on a panel; ``stay`` makes it refuse to be left."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.stay = False
        self.field = QLineEdit()
        self.field.setAccessibleName(f"Field of {name}")
        self.field.setAccessibleDescription("What to type here.")
        panel = GlassPanel(look, name)
        panel.body.addWidget(self.field)
        panel.body.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(panel)

    def act(self, intent: str) -> bool:
        self.asked.append(intent)
        return intent != "withdraw"

    def enter(self) -> None:
        self.field.setFocus()

    def leave(self) -> bool:
        return not self.stay


def room(look: Look, manifest: Manifest) -> Room:
    """One of the plain rooms."""
    view = PlainView(look, manifest.name)
    return Room(
        manifest, view, lambda: Guide(lit="deposit"), why_off=lambda intent: "No drawer" if intent == "withdraw" else ""
    )


class Shut(QWidget):
    """A room that is in the sidebar and has nothing in it: nobody of the scene goes there."""

    def enter(self) -> None:
        """On the way, as the frame begins in its first room."""

    def leave(self) -> bool:
        """At once."""
        return True

    def act(self, intent: str) -> bool:
        """Nothing here hears a key."""
        return False


def explained(manifest: Manifest, view: QWidget) -> Room:
    """A real room in a frame, with the view's own reasons why a key is off, as the house puts it there."""
    why_off = view.why_off if isinstance(view, Explains) else lambda intent: ""
    return Room(manifest, view, view.guide if isinstance(view, Guides) else Guide, why_off)


ABENA = CustomerFact(
    customer="01890000-0000-7000-8000-00000000ab01", number="00482217", full_name="Abena Serwaa Mensah", branch=BRANCH,
    phone="+233244187306",
)  # fmt: skip
SAVINGS = AccountFact(
    account="01890000-0000-7000-8000-00000000ac01", number="1020133457781", customer=ABENA.customer, product="01",
    product_name="Susu Savings Plus", currency="GHS", branch=BRANCH, status=AccountStatus.ACTIVE, balance=1892055,
    available=1842055,
)  # fmt: skip
POSTED = TransactionFact(
    transaction="01890000-0000-7000-8000-00000000ad01", kind="deposit", status=Status.COMPLETED, amount=245000,
    currency="GHS", branch=BRANCH, business_date="2026-11-22", value_date="2026-11-22", at="2026-11-22T09:47:00.000Z",
    accounts=(SAVINGS.account,), account_numbers=(SAVINGS.number,), holder=ABENA.full_name, made_by=EFUA_ID,
    receipt="04-20261122-1-0481",
)  # fmt: skip
SESSION = SessionFact(
    session="01890000-0000-7000-8000-00000000ae01", drawer="01890000-0000-7000-8000-00000000af01", number="04",
    branch=BRANCH, currency="GHS", cashier=EFUA_ID, device=DEVICE, lease=1, state=SessionState.OPEN,
    business_date="2026-11-22", opened_at="2026-11-22T08:02:00.000Z", postings=47,
)  # fmt: skip
DAY = BranchFact(branch=BRANCH, code="102", name="Makola", business_date="2026-11-22", open=True)
NOTICE = NoticeFact(
    notice="01890000-0000-7000-8000-00000000aa01",
    level=Level.WARN,
    code="from_the_future",
    at="2026-11-22T09:30:00.000Z",
)
SEEN = NoticeFact(
    notice="01890000-0000-7000-8000-00000000aa02", level=Level.INFO, code="other", at="2026-11-21T09:30:00.000Z",
    seen_by=(EFUA_ID,),
)  # fmt: skip
REQUEST = RequestFact(
    request="01890000-0000-7000-8000-00000000bb01", kind="withdraw", state=RequestState.AWAITING, maker=EFUA_ID,
    maker_name="Efua Owusu", branch=BRANCH, role=Role.MANAGER, reasons=(), at="2026-11-22T09:30:00.000Z",
    expires_at="2026-11-22T10:30:00.000Z", is_permit=True,
)  # fmt: skip


class World:
    """What the replica would say."""

    def __init__(self) -> None:
        self.day: BranchFact | None = DAY
        self.session: SessionFact | None = SESSION
        self.notices: Sequence[NoticeFact] = (NOTICE, SEEN)
        self.requests: Sequence[RequestFact] = (REQUEST,)

    def lookups(self) -> Lookups:
        def find(conn: Any, text: str, limit: int) -> Sequence[CustomerFact]:
            return [ABENA] if text.lower() in ABENA.full_name.lower() else []

        return Lookups(
            branch=lambda conn, branch: self.day,
            session=lambda conn, user: self.session if user != KWESI_ID else None,
            notices=lambda conn: self.notices,
            requests=lambda conn: self.requests,
            find=find,
            accounts_of=lambda conn, customer: (SAVINGS,),
            receipts=lambda conn: (POSTED,),
            account=lambda conn, number: (SAVINGS, ABENA.full_name) if number == SAVINGS.number else None,
        )


def clock() -> datetime:
    return datetime(2026, 11, 22, 15, 47, 8)


TEXTS = Texts.load()


def window(look: Look, size: tuple[int, int] = (1600, 900), density: str = "auto") -> TellerWindow:
    """A window of the given size, not shown."""
    made = TellerWindow(look, TEXTS, clock, lambda: "MKL-TELLER-04", density)
    made.resize(*size)
    return made


def page(look: Look, shown: TellerWindow, port: FakePort, world: World, opened: list[object]) -> WorkPage:
    """Somebody's rooms; what the palette opens is added to ``opened``."""
    rooms = [room(look, manifest) for manifest in (COUNTER, JOURNAL, VAULT, APPROVALS)]
    opens = Opens(opened.append, opened.append)
    return WorkPage(look, TEXTS, port, rooms, world.lookups(), shown.acts(), opens)
