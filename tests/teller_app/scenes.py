"""Every screen of the teller's window in its frame, offscreen, over models that are real: for tests that look at all.

A scene is a window with a page in it, made by one function. ``stage`` shows it; ``layered`` puts a layer above it.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from contract.customers import CustomerFact, Flag
from contract.notices import Level, NoticeFact
from teller_app.approvals import policy_room
from teller_app.approvals import room as approvals_room
from teller_app.counter import room as counter_room
from teller_app.drawers import room as drawers_room
from teller_app.glass.look import Look
from teller_app.glass.toast import ToastWords
from teller_app.i18n.text import Texts
from teller_app.journal import room as journal_room
from teller_app.manifest import Line
from teller_app.notices.model import NoticesModel
from teller_app.notices.view import NoticeList
from teller_app.outbox import room as outbox_room
from teller_app.products import room as products_room
from teller_app.shell.lock import LockActs
from teller_app.shell.pictures import Gaze
from teller_app.shell.window import TellerWindow
from teller_app.shell.work_page import Opens, WorkPage
from teller_app.sign_in.model import SignInModel
from teller_app.sign_in.state import SignInState, Workstation
from teller_app.sign_in.view import SignInView
from teller_app.standin import room as standin_room
from teller_app.sync.others import Other
from tests.teller_app import scenes_cash, scenes_loans, scenes_lock, scenes_products, scenes_staff
from tests.teller_app.approvals import desk as approvals
from tests.teller_app.approvals import policy_desk as policy
from tests.teller_app.approvals.morning import morning
from tests.teller_app.counter import world as counter
from tests.teller_app.drawers import desk as drawers
from tests.teller_app.journal import desk as journal
from tests.teller_app.kit import EFUA_ID, FakePort
from tests.teller_app.outbox import desk as outbox
from tests.teller_app.products import desk as products
from tests.teller_app.scenes_back import outbox_back, outbox_list
from tests.teller_app.scenes_cash import Made
from tests.teller_app.scenes_deciding import (
    approvals_asked,
    approvals_away,
    approvals_dead_line,
    approvals_policy,
    approvals_policy_write,
    counter_aside,
    counter_signing,
)
from tests.teller_app.scenes_mini import counter_mandate, counter_mini
from tests.teller_app.shell import rooms as shell
from tests.teller_app.standin import desk as standin
from tests.teller_app.variances import desk as variances
from tests.teller_app.vault import desk as vault

SMALL, LARGE = (1366, 768), (1920, 1080)
LONG_NAME = "Maame Esi Nyarkoa Amissah-Arthur Boateng-Frimpong"
NOTICES = (
    NoticeFact(notice="n1", level=Level.WARN, code="late_entry", at="2026-11-22T09:30:00.000Z",
               params={"drawer": "04", "currency": "GHS", "amount": -2000}),
    NoticeFact(notice="n2", level=Level.INFO, code="opening_difference", at="2026-11-21T09:30:00.000Z", seen_by=(EFUA_ID,),
               params={"drawer": "04", "currency": "GHS", "amount": -1000}),
)  # fmt: skip


class Stage:
    """One window with all rooms of one person. ``port`` is the counter's."""

    def __init__(self, look: Look, texts: Texts, size: tuple[int, int], density: str, manager: bool = False) -> None:
        self.look, self.texts = look, texts
        self.window = TellerWindow(look, texts, shell.clock, lambda: "MKL-TELLER-04", density)
        self.window.resize(*size)
        self.port = FakePort(variances.SETTLER if manager else vault.TELLER)
        self.counter = counter.World(port=self.port, journal=[counter.booked(n, kind, 48_000 * n) for n, kind in
                                     enumerate(("deposit", "withdraw", "transfer", "reversal"), 1)])  # fmt: skip
        self.drawers = drawers.Replica()
        self.counter_model = self.counter.model()
        self.drawer_model, self.drawer_port = drawers.room(self.drawers, FakePort(self.port.me))
        self.journal_model, self.journal_port = journal.room(journal.Replica(), FakePort(self.port.me))
        self.approvals_model, self.approvals_port = approvals.judged(FakePort(self.port.me))
        self.cash = scenes_cash.Desks(manager)
        self.standin = standin.Branch(budgets=(counter.granted(),))
        self.standin_model, self.standin_port = standin.room(self.standin, standin.SecretPort(self.port.me))
        self.policy_model, self.policy_port = policy.room(
            policy.Books(requests=(policy.asked(),)), FakePort(self.port.me)
        )
        self.products_model, self.products_port = products.room(port=FakePort(self.port.me))
        self.outbox_model, self.outbox_port = outbox.room()
        self.page: WorkPage | None = None
        self._views: list[QWidget] = []
        self.tries = -1
        self.others: tuple[Other, ...] = ()

    def work(self, room: str, *also: str) -> WorkPage:
        """The frame, gone to a room, with the window's layers ready. ``also`` are rooms that will be gone to later."""
        look, texts, port = self.look, self.texts, self.port
        rooms: list[Made] = [
            (counter_room.MANIFEST, lambda: counter_room.make_view(look, texts, self.counter_model, (gaze := Gaze(port)).at, gaze.files)),
            (journal_room.MANIFEST, lambda: journal_room.make_view(look, texts, self.journal_model, Gaze(self.journal_port).files)),
            (drawers_room.MANIFEST, lambda: drawers_room.make_view(look, texts, self.drawer_model, Gaze(self.drawer_port).files)),
            *self.cash.rooms(look, texts),
            (approvals_room.MANIFEST, lambda: approvals_room.make_view(look, texts, self.approvals_model, (eyes := Gaze(self.approvals_port)).at,
                                                                    eyes.files)),
            (standin_room.MANIFEST, lambda: standin_room.make_view(look, texts, self.standin_model)),
            (policy_room.MANIFEST, lambda: policy_room.make_view(look, texts, self.policy_model)),
            (products_room.MANIFEST, lambda: products_room.make_view(look, texts, self.products_model)),
            (outbox_room.MANIFEST, lambda: outbox_room.make_view(look, texts, self.outbox_model, lambda user: "Efua Owusu", Gaze(self.outbox_port).files)),
        ]  # fmt: skip
        # To make the dozen rooms where nobody goes takes longer than all the rest.
        made = [(manifest, make() if manifest.name in (room, *also) else shell.Shut()) for manifest, make in rooms]
        self._views = [view for _, view in made]
        shown = [shell.explained(manifest, view) for manifest, view in made]
        lookups, opens = shell.World().lookups(), Opens(lambda fact: None, lambda fact: None)
        self.page = WorkPage(look, texts, port, shown, lookups, self.window.acts(), opens)
        (notices := NoticesModel(port, lambda conn: NOTICES)).refresh()
        acts = LockActs(
            lambda password, then: None,
            lambda user: None,
            pin_left=lambda then: then(self.tries),
            others=lambda then: then(self.others),
        )
        self.window.show_work(self.page, NoticeList(look, texts, notices), acts)
        self.page.go(room)
        return self.page

    def door(self, **changes: object) -> SignInView:
        """The sign-in."""
        station = Workstation(name="MKL-TELLER-04", standing="known")
        state = with_changes(SignInState(workstation=station, username="efua.owusu", bank="Akoma Savings & Loans",
                                                 branch="Makola branch", reach="online"), changes)  # fmt: skip
        view = SignInView(self.look, self.texts, SignInModel(lambda name, password: None, state), shell.clock, "0.1")
        self.window.show_welcome(view)
        return view

    def show(self) -> TellerWindow:
        """Show it and let it come to rest, the bar as the state of now has it."""
        if self.page is not None:
            self.page.refresh_bar()
        self.window.show()
        settle()
        return self.window

    def pull(self, size: tuple[int, int], density: str) -> None:
        """To another size, by somebody who chose this density."""
        self.window._always_compact = density == "compact"
        if self.window.size() == QSize(*size):
            # The density follows a resize only.
            self.window.resize(size[0], size[1] - 1)
        self.window.resize(*size)
        settle()

    def close(self) -> None:
        """Away with it and all that hangs on it."""
        self.window.hide()
        settle()
        # A room that was never gone to hangs on no window yet.
        for widget in (self.window, *self._views):
            if isValid(widget):
                widget.deleteLater()
                # Outside of a running loop Qt keeps what is to be deleted; a window is 1,600 widgets and 50 MiB.
                QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


def with_changes(state: SignInState, changes: dict[str, object]) -> SignInState:
    """A state with changes that are known by name only."""
    return msgspec.structs.replace(state, **changes)


def settle() -> None:
    """Queued layouts, single shots of 0 ms, deferred deletions."""
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


# -- scenes ----------------------------------------------------------------------------------------------------------


def sign_in(stage: Stage) -> None:
    stage.door()


def sign_in_refused(stage: Stage) -> None:
    station = Workstation(name="MKL-TELLER-04", standing="unknown", device="0189-0001", key="xyz.abc", persistent=False)
    stage.door(problem="bad_credentials", workstation=station, wait_s=7)


def counter_empty(stage: Stage) -> None:
    stage.work("counter")


def counter_hits(stage: Stage) -> None:
    stage.work("counter")
    stage.counter_model.find("a")


def _abena(stage: Stage, mode: str, minor: int, counts: dict[str, int]) -> None:
    stage.work("counter")
    model = stage.counter_model
    model.find("abena")
    model.pick()
    model.set_mode(mode)
    model.set_amount(minor)
    if counts:
        model.set_counts(counts)


def counter_deposit(stage: Stage) -> None:
    _abena(stage, "deposit", 486_550, {"20000": 20, "10000": 9})


def counter_change(stage: Stage) -> None:
    _abena(stage, "deposit", 48_000, {"20000": 3})


def counter_refused(stage: Stage) -> None:
    _abena(stage, "deposit", 48_000, {"20000": 1})
    stage.counter_model.post()


def counter_withdraw(stage: Stage) -> None:
    _abena(stage, "withdraw", 48_000, {"20000": 2, "5000": 1})


def counter_transfer(stage: Stage) -> None:
    _abena(stage, "transfer", 48_000, {})
    stage.counter_model.set_target("0401000000036")


def counter_stopped(stage: Stage) -> None:
    stage.work("counter")
    stage.counter_model.find("kofi")
    stage.counter_model.pick()


def counter_offline(stage: Stage) -> None:
    _abena(stage, "deposit", 48_000, {"20000": 2, "5000": 1})
    stage.port.set_line(Line("offline", 0, 7, "2026-11-22T09:40:00.000Z"))


def counter_no_drawer(stage: Stage) -> None:
    stage.counter.session = None
    stage.counter_model.refresh()
    stage.work("counter")


def journal_room_shown(stage: Stage) -> None:
    stage.work("journal")


def journal_reversing(stage: Stage) -> None:
    stage.work("journal")
    stage.journal_model.choose(0)
    stage.journal_model.ask_reversal()


def approvals_list(stage: Stage) -> None:
    stage.approvals_model, stage.approvals_port = morning(FakePort(stage.port.me))
    stage.work("approvals")


def palette(stage: Stage) -> None:
    stage.work("counter")
    stage.show()
    stage.window.open_palette("")


def help_sheet(stage: Stage) -> None:
    stage.work("counter")
    stage.show()
    stage.window.open_help()


def notices(stage: Stage) -> None:
    stage.work("counter")
    stage.show()
    stage.window.open_notices()


def appearance(stage: Stage) -> None:
    stage.work("counter")
    stage.show()
    assert stage.page is not None
    stage.page.act("settings")


def sign_out(stage: Stage) -> None:
    stage.work("counter")
    stage.show()
    stage.window.ask_sign_out()


def toasts(stage: Stage) -> None:
    stage.work("counter")
    stage.show()
    texts = stage.texts
    title, body = texts("toast.counter.queued.title"), texts("toast.counter.queued.body", receipt="04-20261122-1-0481")
    stage.window.toast(ToastWords(title, body, "info"))
    said = texts.for_code("outbox_failed")
    stage.window.toast(ToastWords(said.title, said.what_to_do, "neg"))


def three_toasts(stage: Stage) -> None:
    """As many as there may be, one of them long."""
    for n in range(2):
        stage.window.toast(ToastWords(stage.texts("toast.counter.posted.title"), f"04-20261122-1-{n:04d}"))
    stage.window.toast(ToastWords((said := stage.texts.for_code("outbox_failed")).title, said.what_to_do, "neg"))


SCENES: dict[str, Callable[[Stage], None]] = {
    scene.__name__: scene
    for scene in (
        sign_in, sign_in_refused, *scenes_lock.SCENES, counter_empty, counter_hits, counter_deposit, counter_change, counter_refused,
        counter_withdraw, counter_transfer, counter_mini, counter_mandate, counter_stopped, counter_offline, counter_no_drawer, journal_room_shown,
        journal_reversing, approvals_list, approvals_away, approvals_asked, approvals_dead_line, approvals_policy, approvals_policy_write, counter_aside, counter_signing, *scenes_cash.SCENES, *scenes_staff.SCENES, *scenes_products.SCENES, *scenes_loans.SCENES, outbox_list, outbox_back, palette, help_sheet, notices, appearance, sign_out, toasts,
    )
}  # fmt: skip
"""By name. Each takes a fresh stage and leaves it as a person would find that screen."""


def staged(name: str, look: Look, texts: Texts, size: tuple[int, int], density: str) -> Stage:
    """The scene, shown and at rest. A manager sees the list of requests and what begins so; everything else is a cashier's."""
    stage = Stage(look, texts, size, density, manager=name.startswith(("approvals", "manager")))
    SCENES[name](stage)
    stage.show()
    return stage


def long_named() -> CustomerFact:
    """Somebody whose name is longer than any panel is wide."""
    return msgspec.structs.replace(counter.PEOPLE[0], full_name=LONG_NAME, flags=(Flag.DORMANT,))
