"""The loans: the list, one loan whole, or an application, each over the whole work area."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from teller_app.glass.beside import Beside, Part
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.loans.model import ACTS, LoansModel
from teller_app.loans.state import LoansState
from teller_app.loans.view_apply import ApplyPanel, CostPanel
from teller_app.loans.view_figures import FiguresPanel
from teller_app.loans.view_form import FormPanel
from teller_app.loans.view_list import ListPanel
from teller_app.loans.view_schedule import SchedulePanel
from teller_app.loans.view_side import SidePanel

WIDE_FROM = 1180
PAGES = ("list", "loan", "apply")


class LoansView(QWidget):
    """Renders ``LoansState``."""

    def __init__(self, look: Look, texts: Texts, model: LoansModel) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self._page, self._act = "list", ""
        self.list = ListPanel(look, texts, model)
        self.figures, self.side = FiguresPanel(look, texts, model), SidePanel(look, texts, model)
        self.schedule, self.form = SchedulePanel(look, texts, model), FormPanel(look, texts, model)
        self.middle = QStackedWidget()
        for panel in (self.schedule, self.form):
            self.middle.addWidget(panel)
        self.apply, self.cost = ApplyPanel(look, texts, model), CostPanel(look, texts)
        self.plan = SchedulePanel(look, texts, model, plan=True)
        parts = (Part(texts("loans.one"), self.figures, 376, "money", compact=396), Part(texts("loans.schedule"), self.middle, 812, "list-checks"),
                 Part(texts("loans.side"), self.side, 440, "receipt", compact=360))  # fmt: skip
        self.loan = Beside(look, texts("loans.one"), parts, WIDE_FROM)
        asked = (Part(texts("loans.form.apply"), self.apply, 560, "pencil-simple", compact=600), Part(texts("loans.plan"), self.plan, 660, "list-checks", compact=540),
                 Part(texts("loans.cost"), self.cost, 412, "chart-line-up"))  # fmt: skip
        self.application = Beside(look, texts("loans.form.apply"), asked, WIDE_FROM)
        self.pages = QStackedWidget()
        for page in (self.list, self.loan, self.application):
            self.pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: LoansState) -> None:
        """The page that is looked at, and what is written down on it."""
        act = state.draft.act if state.page == "loan" else ""
        moved = (state.page, bool(act)) != (self._page, bool(self._act))
        focused: QWidget | None = self.window().focusWidget()
        here = self.isVisible() and focused is not None and self.isAncestorOf(focused)
        self.middle.setCurrentWidget(self.form if act else self.schedule)
        self.pages.setCurrentIndex(PAGES.index(state.page))
        self._page, self._act = state.page, act
        for panel in (self.list, self.figures, self.schedule, self.form, self.side, self.apply, self.plan):
            panel.render_state(state)
        self.cost.render_state(state)
        if moved and here:
            self.enter()

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        model = self._model
        simple = {"forward": model.forward, "leave": model.leave, "hold": model.hold, "withdraw": model.withdraw, "pay": model.pay,
                  "schedule": model.print_schedule, "receipt": model.print_step}  # fmt: skip
        if intent in simple:
            return simple[intent]()
        if intent == "next":
            return model.toggle_change() if model.state.draft.act else model.next_tab()
        if intent not in ACTS or not model.begin(intent):
            return False
        (self.application if intent == "apply" else self.loan).go(0 if intent == "apply" else 1)
        self.enter()
        return True

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        model, texts = self._model, self._texts
        if intent in ("forward", "leave"):
            return "" if model.state.draft.act or model.state.page != "list" else texts("loans.off.written")
        if intent in ("next", "hold"):
            return ""
        why = model.why_off(intent)
        if why == "permit" and intent in ("disburse", "repay", "undo"):
            return ""
        return texts(f"loans.off.{why}") if why else ""

    def enter(self) -> None:
        """The keys go where one goes on."""
        state = self._model.state
        if state.page == "list":
            part: QWidget = self.list.table if state.lines else self.list.search
            part.setFocus(Qt.FocusReason.OtherFocusReason)
        elif state.page == "apply":
            self.application.go(0)
            self.apply.begin()
        elif self._act:
            self.loan.go(1)
            self.form.begin()
        else:
            self.schedule.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """What was begun waits."""
        return True
