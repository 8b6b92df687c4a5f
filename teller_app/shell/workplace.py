"""One person's rooms: models over the port, views over the models, the press, and what one room asks of another."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from contract.approvals import RequestFact
from contract.branches import BrokenEntry, HeldEntry
from contract.causes import Causes
from contract.customers import CustomerFact
from contract.drawers import ReconciliationFact
from teller_app import slip_papers
from teller_app.advances import room as advances_room
from teller_app.advances.model import AdvancesModel
from teller_app.approvals import policy_room
from teller_app.approvals import room as approvals_room
from teller_app.approvals.model import ApprovalsModel
from teller_app.approvals.policy import PolicyModel
from teller_app.branches import course, end_room
from teller_app.branches import room as branches_room
from teller_app.branches.model import BranchModel
from teller_app.counter import model as counter_model
from teller_app.counter import queries as counter
from teller_app.counter import room as counter_room
from teller_app.counter import state as counter_state
from teller_app.drawers import model as drawer_model
from teller_app.drawers import room as drawers_room
from teller_app.drawers.following import Sheets
from teller_app.drawers.queries import session_or_slip
from teller_app.glass.toast import ToastWords
from teller_app.history import room as history_room
from teller_app.history.model import HistoryModel
from teller_app.i18n import formats
from teller_app.journal import model as journal_model
from teller_app.journal import room as journal_room
from teller_app.loans import room as loans_room
from teller_app.loans.model import LoansModel
from teller_app.manifest import Explains, Guide, Guides, Manifest
from teller_app.notices.model import NoticesModel
from teller_app.notices.queries import notices
from teller_app.notices.view import NoticeList
from teller_app.outbox import room as outbox_room
from teller_app.outbox.model import OutboxModel
from teller_app.outbox.paper import kept_lines
from teller_app.outbox.state import OutboxState
from teller_app.papers import Desk
from teller_app.products import room as products_room
from teller_app.products.model import ProductsModel
from teller_app.room_model import RoomModel, RoomState
from teller_app.shell import lookups, words
from teller_app.shell.desk import Aside
from teller_app.shell.house import Workplace
from teller_app.shell.loan_press import LoanPress
from teller_app.shell.names import Names
from teller_app.shell.navigation import Room
from teller_app.shell.needs_server import NEEDS_SERVER
from teller_app.shell.pictures import Gaze
from teller_app.shell.port import QtPort
from teller_app.shell.press_room import PressRoom, Sources
from teller_app.shell.preview import Preview
from teller_app.shell.print_news import PrintNews
from teller_app.shell.shop import Shop
from teller_app.shell.why_again import WhyAgain
from teller_app.shell.work_page import Opens, WorkPage
from teller_app.staff import own_room
from teller_app.staff import room as staff_room
from teller_app.staff.model import StaffModel
from teller_app.staff.own import OwnModel
from teller_app.standin import model as standin_model
from teller_app.standin import room as standin_room
from teller_app.variances import room as variances_room
from teller_app.variances.model import VariancesModel
from teller_app.vault import following as vault_following
from teller_app.vault import model as vault_model
from teller_app.vault import room as vault_room


class Bench(QObject):
    """One person's models and views, alive as long as the frame that shows them."""

    def __init__(self, shop: Shop, port: QtPort) -> None:
        super().__init__()
        self._shop, self._port = shop, port
        self._names = Names(port, self)
        self._preview = Preview(shop.look, shop.window, shop.texts)
        self._press = self._press_room()
        self._preview.on_roll = self._press.show_on_roll if shop.roll else None
        session = session_or_slip(port.waiting)
        self.counter = counter_model.CounterModel(port, lookups.counter_lookups(session), self._press.receipt)
        sheets = Sheets(self._press.count_sheet, self._press.blank_sheet)
        self.drawers = drawer_model.DrawerModel(
            port, lookups.drawer_lookups(port.me.branch, session), self._print_slip, shop.device(), sheets
        )
        self.journal = journal_model.JournalModel(port, lookups.journal_lookups(session), self._press.again)
        self.vault = vault_model.VaultModel(port, lookups.vault_lookups(session), self._vault_prints())
        self.variances = VariancesModel(port, lookups.variance_lookups(), self._print_record)
        self.advances = AdvancesModel(port, lookups.advance_lookups(port.me.branch), self._press.advance)
        self.loans = LoansModel(port, lookups.loan_lookups(port.me.branch, session), self._loan_press.prints())
        day = lookups.branch_lookups(lambda: shop.clock().date())
        self.branches = BranchModel(port, day, self._go, self._press.trial, self._show_entry, self._force_close,
                                    self._look_into)  # fmt: skip
        self.history = HistoryModel(port, lookups.history_lookups(), self._show_receipt, self._press.position)
        self.approvals = ApprovalsModel(port, lookups.approval_lookups(port.me.branch), self._pay,
                                        courses=lambda: course.lines(self.branches.state.courses))  # fmt: skip
        self.policy = PolicyModel(port, lookups.policy_lookups())
        self.products = ProductsModel(port, lookups.product_lookups())
        self.standin = standin_model.StandInModel(port, lookups.standin_lookups())
        self.outbox = OutboxModel(port, lookups.target, self._print_kept, lookups.standing,
                                  lambda account: port.query(lambda conn: lookups.holder_of(conn, account), self._open_customer),
                                  lookups.signatories)  # fmt: skip
        self.staff = StaffModel(port, lookups.staff_lookups(), lookups.staff_words(shop.texts), self._judge)
        self.own = OwnModel(port)
        self.notices = NoticesModel(port, notices)
        opens = Opens(self._open_customer, lambda fact: self._show_receipt(fact.receipt))
        acts = shop.window.acts()
        self.page = WorkPage(shop.look, shop.texts, port, self._rooms(), lookups.desk_lookups(session), acts, opens)
        self._follow_all()

    def workplace(self) -> Workplace:
        """What the window shows."""
        self.setParent(self.page)
        shown = NoticeList(self._shop.look, self._shop.texts, self.notices)
        for _, model in self._followed():
            model.refresh()
        self.branches.refresh()
        self.notices.refresh()
        return Workplace(self.page, shown, self._press.close, self.counter.put_aside)

    def _rooms(self) -> list[Room]:
        look, texts = self._shop.look, self._shop.texts
        served, judged, beneath, booked, unsent = (Gaze(self._port) for _ in range(5))
        self._dead_line = standin_room.make_view(look, texts, self.standin)
        made: list[tuple[Manifest, QWidget]] = [
            (counter_room.MANIFEST, counter_room.make_view(look, texts, self.counter, served.at, served.files)),
            (journal_room.MANIFEST, journal_room.make_view(look, texts, self.journal, booked.files)),
            (drawers_room.MANIFEST, drawers_room.make_view(look, texts, self.drawers, beneath.files)),
            (vault_room.MANIFEST, vault_room.make_view(look, texts, self.vault)),
            (variances_room.MANIFEST, variances_room.make_view(look, texts, self.variances)),
            (advances_room.MANIFEST, advances_room.make_view(look, texts, self.advances)),
            (loans_room.MANIFEST, loans_room.make_view(look, texts, self.loans)),
            (branches_room.MANIFEST, branches_room.make_view(look, texts, self.branches)),
            (end_room.MANIFEST, end_room.make_view(look, texts, self.branches)),
            (history_room.MANIFEST, history_room.make_view(look, texts, self.history)),
            (approvals_room.MANIFEST, approvals_room.make_view(look, texts, self.approvals, judged.at, judged.files)),
            (standin_room.MANIFEST, self._dead_line),
            (staff_room.MANIFEST, staff_room.make_view(look, texts, self.staff, self._today)),
            (policy_room.MANIFEST, policy_room.make_view(look, texts, self.policy)),
            (products_room.MANIFEST, products_room.make_view(look, texts, self.products)),
            (own_room.MANIFEST, own_room.make_view(look, texts, self.own, self._today)),
            (outbox_room.MANIFEST, outbox_room.make_view(look, texts, self.outbox, self._names.name, unsent.files)),
        ]
        return [self._room(manifest, view) for manifest, view in made]

    def _room(self, manifest: Manifest, view: QWidget) -> Room:
        name = manifest.name

        def why_off(intent: str) -> str:
            away = not self._port.line.online
            if away and intent in NEEDS_SERVER.get(name, frozenset()):
                return self._shop.texts.for_code("needs_server").title
            return view.why_off(intent) if isinstance(view, Explains) else ""

        return Room(manifest, view, view.guide if isinstance(view, Guides) else Guide, why_off, self._otherwise)

    def _otherwise(self, intent: str) -> bool:
        if intent == "print":
            self._press.show_last()
        if intent == "code" and self.page.go("standin"):
            chosen = self.approvals.state.chosen
            if chosen is not None and chosen.account_number:
                self._dead_line.prepare(chosen.account_number[-6:], formats.money(chosen.amount))
        return intent in ("print", "code")

    # -- following -----------------------------------------------------------------------------------------------

    def _followed(self) -> tuple[tuple[str, RoomModel[Any]], ...]:
        return (
            ("counter", self.counter), ("drawers", self.drawers), ("journal", self.journal), ("vault", self.vault),
            ("variances", self.variances), ("advances", self.advances), ("loans", self.loans), ("history", self.history),
            ("approvals", self.approvals), ("policy", self.policy), ("products", self.products), ("standin", self.standin),
            ("outbox", self.outbox), ("staff", self.staff), ("own", self.own),
        )  # fmt: skip

    def _follow_all(self) -> None:
        for name, model in self._followed():
            self._follow(name, model)
        self._follow("branches", self.branches, end_room.MANIFEST.name)
        self._follow_aside()

    def _follow(self, name: str, model: RoomModel[Any], *also: str) -> None:
        """After a view has drawn a state, the bar may be another and there may be news. ``also`` are other rooms over this model."""
        draw = model.on_change
        told: list[object] = [model.state.notice_params]

        def changed(state: RoomState) -> None:
            draw(state)
            current = self.page.nav.current
            if current is not None and current.manifest.name in (name, *also):
                self.page.refresh_bar()
            if state.notice_params is not told[0]:
                told[0] = state.notice_params
                if state.notice:
                    said = words.news(name, state.notice, state.notice_params, state.notice_tone, self._shop.texts)
                    self._shop.window.toast(said)

        model.on_change = changed

    def _follow_aside(self) -> None:
        """The lock says what the counter put aside."""
        draw = self.counter.on_change

        def changed(state: counter_state.CounterState) -> None:
            draw(state)
            held = reversed(state.held)
            aside = tuple(Aside(one.customer.full_name, one.form.amount or 0) for one in held)
            self.page.desk.put_aside(aside, self.counter.counting)

        self.counter.on_change = changed

    # -- one room asks another -----------------------------------------------------------------------------------

    def _pay(self, request: RequestFact) -> None:
        if self.loans.use_permit(request):
            self.page.go("loans")
            return
        if request.kind == "reverse_transaction":
            if self.page.go("journal"):
                self.journal.use_permit(request)
        elif self.page.go("counter"):
            self.counter.use_permit(request)

    def _judge(self, request: str) -> None:
        """A change of the staff is decided where everything is: with all that is asked, and a code."""
        at = next((n for n, one in enumerate(self.approvals.state.requests) if one.request == request), None)
        if at is not None and self.page.go("approvals"):
            self.approvals.choose(at)

    def _today(self) -> date:
        return self._shop.clock().date()

    def _go(self, room: str) -> None:
        self.page.go(room)

    def _open_customer(self, fact: CustomerFact | None) -> None:
        if fact is None or not self.page.go("counter"):
            return
        self.counter.find(fact.number)
        # Questions are answered in their order: when this one is, the counter has its hits.
        self._port.query(lambda conn: None, lambda _: self._pick(fact))

    def _pick(self, fact: CustomerFact) -> None:
        hits = self.counter.state.hits
        at = next((n for n, hit in enumerate(hits) if hit.customer.customer == fact.customer), None)
        if at is not None:
            self.counter.pick(at)

    def _force_close(self, drawer: str) -> None:
        if self.page.go("vault"):
            self.vault.force_close(drawer)

    def _look_into(self, drawer: str) -> None:
        if self.page.go("history"):
            self.history.choose_today(drawer)

    def _show_entry(self, entry: BrokenEntry | HeldEntry) -> None:
        """A posting in the journal; what has no receipt in the audit trail, for those who read it."""
        if entry.receipt:
            self._show_receipt(entry.receipt)
        elif self.page.go("staff"):
            self.staff.trail.begin_at(entry.seq)

    def _show_receipt(self, number: str) -> None:
        if self.page.go("journal"):
            self.journal.set_filter(number)

    # -- paper ---------------------------------------------------------------------------------------------------

    def _press_room(self) -> PressRoom:
        shop, port = self._shop, self._port
        desk = Desk(port.me, port.me.device_name or shop.workstation, shop.clock, self._names.of)
        sources = Sources(account=counter.account, target=lookups.target, own_command=port.made)
        press = shop.press(port.me)
        room = PressRoom(press, shop.queue, shop.printer, desk, port, sources, shop.roll)
        self._loan_press = LoanPress(room, desk, press.wording)
        room.setParent(self)
        PrintNews(shop.look, shop.window, shop.texts, shop.queue, self)
        # Methods of this object and not lambdas: the press speaks from a thread of its own, and only a receiver that
        # lives on the Qt thread is called there.
        room.begun.connect(self._await_paper)
        room.shown.connect(self._show_paper)
        room.refused.connect(self._not_printed)
        room.reason_owed.connect(self._ask_why)
        return room

    def _vault_prints(self) -> vault_following.Prints:
        press = self._press
        return vault_following.Prints(press.voucher, press.count_sheet, press.blank_sheet)

    def _print_slip(self, sheet: ReconciliationFact, found: Causes | None) -> None:
        number = next((item.number for item in self.drawers.state.drawers if item.drawer == sheet.drawer), "")
        self._press.slip(sheet, number, slip_papers.likely(found, self._shop.paper_texts))

    def _print_record(self, variance: str, found: Causes | None) -> None:
        self._press.over_short(variance, slip_papers.likely(found, self._shop.paper_texts))

    def _print_kept(self, state: OutboxState) -> None:
        for currency, lines in kept_lines(state, self._shop.paper_texts).items():
            self._press.kept(lines, currency)

    @Slot()
    def _await_paper(self) -> None:
        self._shop.window.when_unlocked(self._preview.begin)

    @Slot(object, str)
    def _show_paper(self, pages: Any, title: str) -> None:
        self._preview.show_pages(pages, title)

    @Slot(str)
    def _ask_why(self, number: str) -> None:
        self._preview.end()
        shop = self._shop
        shop.window.when_unlocked(
            lambda: shop.window.open_dialog(WhyAgain(shop.look, shop.window, shop.texts, number, self._press.because))
        )

    @Slot(str)
    def _not_printed(self, code: str) -> None:
        self._preview.end()
        said = self._shop.texts.for_code(code)
        self._shop.window.toast(ToastWords(said.title, said.what_to_do, "neg", "printer"))


def make_workplace(shop: Shop, port: QtPort) -> Workplace:
    """Everything for the person of this port."""
    return Bench(shop, port).workplace()
