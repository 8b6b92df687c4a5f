"""What is not booked: figures above, the list at the left, the chosen one and the drawer's cash at the right (picture 23)."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.alert import Alert
from teller_app.glass.beside import Beside, Part
from teller_app.glass.button import GUTTER, GlassButton
from teller_app.glass.compare_sheet import CompareSheet
from teller_app.glass.dialog import Dialog
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segmented
from teller_app.glass.signatories import Specimens
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, Status
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.manifest import Guide, Kept
from teller_app.outbox import outlook_words, words
from teller_app.outbox.model import OutboxModel
from teller_app.outbox.state import SHOWS, SIGNED, OutboxState
from teller_app.outbox.view_cash import CashPanel
from teller_app.outbox.view_detail import DetailPanel
from teller_app.outbox.view_strip import StripPanel

WIDE_FROM = 860
AMOUNT = 2
"""The column of the amounts."""


class OutboxView(QWidget):
    """Renders ``OutboxState``."""

    def __init__(
        self, look: Look, texts: Texts, model: OutboxModel, person: Callable[[str], str], specimens: Specimens
    ) -> None:
        super().__init__()
        self._look, self._texts, self._model, self._specimens = look, texts, model, specimens
        self.compare: CompareSheet | None = None
        self._rows: object = None
        self.asking: Dialog | None = None
        self.strip = StripPanel(look, texts)
        self.tiles = self.strip.tiles
        self.list = GlassPanel(look, texts("outbox.list"), rows=DataTable.gutter)
        self.shows = Segmented(look, SHOWS, texts("outbox.show"))
        self.failed = Alert(look, "neg", texts("outbox.look_failed"))
        self.table = DataTable(look, _columns(texts), texts("outbox.name"))
        self.none = EmptyState(look, "seal-check", texts("outbox.none"), texts("outbox.none_do"))
        self.none_stuck = EmptyState(look, "seal-check", texts("outbox.none_stuck"), texts("outbox.none_stuck_do"))
        self.foot = Text(look, "", "caption", "text2", wrap=True)
        self.again = GlassButton(look, texts("outbox.try_again"), "secondary", "arrows-clockwise", "F5")
        self.hold_all = GlassButton(look, texts("outbox.hold_all"), "secondary", "pause", "Ctrl H")
        self.ask = GlassButton(look, texts("outbox.key.ask"), "secondary", "seal-check", "F10")
        self.send = GlassButton(look, texts("outbox.key.send"), "primary", "cloud-arrow-up", "F9")
        self.detail = DetailPanel(look, texts, model, person)
        self.cash = CashPanel(look, texts)
        self._lay_out()
        self._connect()
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: OutboxState) -> None:
        """Rows only when they are others; figures, choice and detail always."""
        with QSignalBlocker(self.table):
            drawn = (state.shown, state.subjects, state.expected)
            if drawn != self._rows:
                self._rows = drawn
                self.table.set_rows([self._row(row, state) for row in state.shown])
            if state.chosen and self.table.current_key() != state.chosen.command_id:
                self.table.select_row(state.index)
        self.table.setVisible(bool(state.shown))
        self.table.set_title(AMOUNT, words.amount_head(state, self._texts))
        self.none.setVisible(not state.rows)
        self.none_stuck.setVisible(bool(state.rows) and not state.shown)
        self.list.set_title(self._texts("outbox.will" if state.looked else "outbox.list"))
        self.list.set_caption("" if state.back else words.outage(state, self._texts))
        self.strip.render_state(state)
        self.detail.render_state(state)
        self.cash.render_state(state)
        self._render_foot(state)
        self._ask(state)

    def _render_foot(self, state: OutboxState) -> None:
        texts = self._texts
        counts = (len(state.rows), len(state.problems), len(state.rows) - len(state.problems))
        with QSignalBlocker(self.shows):
            for place, (show, count) in enumerate(zip(SHOWS, counts, strict=True)):
                self.shows.set_label(place, texts(f"outbox.show.{show}", n=count))
            self.shows.setCurrentIndex(SHOWS.index(state.show))
        self.failed.setVisible(bool(state.look_problem))
        if state.look_problem:
            code = "needs_server" if state.look_problem == "offline" else state.look_problem
            self.failed.set_words(texts("outbox.look_failed"), texts.for_code(code).title, "neg")
        self.foot.setText(outlook_words.foot(state, texts) if state.rows else "")
        waits = any(row.state == "queued" for row in state.rows)
        self.hold_all.setVisible(waits)
        self.ask.setVisible(bool(state.problems or state.back))
        self.ask.set_text(texts("outbox.ask_for", n=len(state.problems or state.back)))
        self.ask.set_blocked(self.why_off("ask"))
        self.send.setVisible(bool(state.back))
        self.send.set_text(texts("outbox.send", n=len(state.back)))

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        if intent == "problems":
            self._model.toggle_problems()
            return True
        acts = {
            "look": self._model.look,
            "hold_one": self._model.hold_one,
            "hold_all": self._model.hold_all,
            "ask": self._model.ask_manager,
            "print": self._model.print_list,
            "put_away": self._model.ask_put_away,
            "send": self._model.send,
            "account": self._model.open_account,
            "compare": self._model.compare,
        }
        return intent in acts and acts[intent]()

    def why_off(self, intent: str) -> str:
        """Why a key of the manifest cannot be had now, in words; empty when it can."""
        state, texts = self._model.state, self._texts
        off = ""
        if intent == "send" and not (state.back or state.can_send):
            off = _why_not_sent(state)
        elif intent == "put_away" and not state.can_put_away:
            off = "none" if state.chosen is None else "put_away"
        elif intent == "hold_one" and not state.can_hold:
            off = "none" if state.chosen is None else "hold_one"
        elif intent == "hold_all" and not any(row.state == "queued" for row in state.rows):
            off = "hold_all"
        elif intent == "ask":
            off = "ask" if not (state.problems or state.back) else "" if state.line.online else "offline"
        elif intent == "print" and not state.shown:
            off = "print"
        elif intent == "account" and (state.chosen is None or state.chosen.account not in state.subjects):
            off = "none" if state.chosen is None else "account"
        elif intent == "compare" and not (state.chosen and state.chosen.kind in SIGNED and not state.chosen.stuck):
            off = "none" if state.chosen is None else "compare"
        elif intent == "look" and not state.back:
            off = "nothing_back"
        return texts(f"outbox.off.{off}") if off else ""

    def guide(self) -> Guide:
        """What is held back after an outage is looked at before it is sent: a screen of its own."""
        state, texts = self._model.state, self._texts
        if not (state.back and state.line.online):
            return Guide(quiet=frozenset({"F2"}))
        alone = state.drawers[0].number if len(state.drawers) == 1 else ""
        more = texts("outbox.title.more_drawer", number=alone) if alone else texts("outbox.title.more")
        return Guide(texts("outbox.title.back"), more=more, quiet=frozenset({"F2"}))

    def enter(self) -> None:
        """The list has the focus: arrows move at once."""
        self.both.go(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True

    def _ask(self, state: OutboxState) -> None:
        """The question lies over the whole window, so it is made when there is one."""
        if state.comparing is not None and self.compare is None:
            self.compare = CompareSheet(
                self._look, self._texts, self.window(), self._specimens, self._model.leave_compare
            )
        if self.compare is not None:
            about = words.whole(state.chosen, state, self._texts) if state.chosen else ""
            self.compare.show_compared(state.comparing, about)
        if not state.asking or self.asking is not None:
            return
        row, texts = state.chosen, self._texts
        body = words.what_to_do(row, texts) if row else ""
        dialog = self.asking = Dialog(self._look, self.window(), texts("outbox.ask"), body, "receipt", "warn")
        dialog.add_button("cancel", GlassButton(self._look, texts("outbox.keep"), "ghost", key="Esc"))
        yes = GlassButton(self._look, texts("outbox.put_away"), "primary", "check", "Enter")
        dialog.add_button("put_away", yes, default=True)
        dialog.chosen.connect(self._answered)
        dialog.open()

    def _answered(self, choice: str) -> None:
        if self.asking is not None:
            self.asking.deleteLater()
            self.asking = None
        self._model.put_away(choice == "put_away")

    def _choose(self, key: str) -> None:
        keys = [row.command_id for row in self._model.state.shown]
        if key in keys:
            self._model.choose(keys.index(key))

    def _open(self) -> None:
        """Enter: behind tabs the posting, beside it its account."""
        if self.both.folded:
            self.both.go(1)
            self.detail.begin()
        else:
            self._model.open_account()

    def _row(self, row: Kept, state: OutboxState) -> Row:
        icon, tone = words.kind_icon(row)
        lead = Lead(icon, tone, words.who(row, state, self._texts), words.about(row, state, self._texts))
        said, state_tone = outlook_words.status(row, state, self._texts)
        cells = (
            formats.clock(formats.moment(row.at)),
            lead,
            Figure(*words.amount_words(row)),
            Status(said, state_tone),
            outlook_words.why(row, state, self._texts).title,
            outlook_words.then(row, state, self._texts),
        )
        return Row(row.command_id, cells)

    def _connect(self) -> None:
        model = self._model
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda key: self._open())
        self.shows.currentChanged.connect(lambda place: model.show(SHOWS[place]))
        for button, act in (
            (self.again, model.look),
            (self.hold_all, model.hold_all),
            (self.ask, model.ask_manager),
            (self.send, model.send),
        ):
            button.clicked.connect(lambda _=False, act=act: act())

    def _lay_out(self) -> None:
        self.list.add_action(self.shows)
        self.failed.add_action(self.again)
        self.list.body.add(self.failed)
        for part in (self.table, self.none, self.none_stuck):
            self.list.body.addWidget(part, 1)
        row = QHBoxLayout()
        row.setContentsMargins(DataTable.gutter, 0, DataTable.gutter - GUTTER, 0)
        row.setSpacing(4)
        row.addWidget(self.foot, 1)
        for button in (self.hold_all, self.ask, self.send):
            row.addWidget(button)
        self.list.body.addLayout(row)
        texts = self._texts
        parts = (
            Part(texts("outbox.list"), self.list, 1020, "tray"),
            Part(texts("outbox.one"), self.detail, 624, "receipt", high=10),
            Part(texts("outbox.cash"), self.cash, 624, "coins", below=True, high=7),
        )
        self.both = Beside(self._look, texts("outbox.name"), parts, WIDE_FROM)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.strip)
        whole.addWidget(self.both, 1)


def _columns(texts: Texts) -> tuple[Column, ...]:
    return (
        Column(texts("outbox.column.time"), 58, "dim"),
        Column(texts("outbox.column.what")),
        Column(texts("outbox.column.amount"), 116, "money"),
        Column(texts("outbox.column.state"), 124),
        Column(texts("outbox.column.why"), 236, optional=True),
        Column(texts("outbox.column.then"), 172, "dim", optional=True),
    )


def _why_not_sent(state: OutboxState) -> str:
    if state.chosen is None:
        return "none"
    if not state.chosen.stuck:
        return "goes_out"
    return "offline" if state.chosen.may_send_again else "send_again"
