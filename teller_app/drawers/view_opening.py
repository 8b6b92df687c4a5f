"""Opening: the float is counted blind; only the server's answer shows what was sent, and what the drawer may hold."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.buckets import Bucket
from contract.drawers import DrawerOpened
from teller_app.drawers import words
from teller_app.drawers.model import DrawerModel
from teller_app.drawers.state import DrawerState
from teller_app.drawers.view_count import CountPanel
from teller_app.drawers.view_opening_aside import BeforePanel, EntryLines, LimitsPanel
from teller_app.drawers.view_signed import SignaturesPanel
from teller_app.drawers.view_steps import GAP, SteppedPage
from teller_app.glass.alert import Alert
from teller_app.glass.beside import Beside, Part
from teller_app.glass.bucket_grid import ALL
from teller_app.glass.button import GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.field import Field
from teller_app.glass.figures import FigureTile
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.signatories import Specimens
from teller_app.glass.stepper import Step
from teller_app.glass.tab_order import stop_before
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

WIDE_FROM = 1100
REASON_MAX = 400


class DifferencePanel(GlassPanel):
    """Sent, counted and the difference. Dashes until the count is in."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("drawers.difference"))
        self._texts = texts
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.sent = FigureTile(look, "")
        self.counted = FigureTile(look, "")
        self.difference = FigureTile(look, texts("drawers.difference"))
        self.why = Alert(look, "info", texts("drawers.blind"), texts("drawers.blind_do"))
        self.entry = EntryLines(look, texts)
        self.reason = Field(look, texts("drawers.decline_reason"), placeholder=texts("drawers.decline_hint"))
        self.reason.edit.setMaxLength(REASON_MAX)
        self.problem = Alert(look, "neg", "")
        self.decline = GlassButton(look, texts("drawers.key.decline"), "ghost", "x", "Ctrl+D")
        self.go = GlassButton(look, "", "primary", "lock-key-open", "F9")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(4)
        self.buttons.addWidget(self.decline)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.go)
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in (self.sent, self.counted, self.difference):
            tiles.addWidget(tile, 1)
        self.body.add_row(tiles)
        self.body.add(self.entry)
        self.body.add(self.why)
        self.body.add(self.reason)
        self.trouble = QVBoxLayout()
        self.trouble.addWidget(self.problem)
        self.body.add_row(self.trouble)
        self.body.addStretch(1)
        self.body.addLayout(self.buttons)

    def render_state(self, state: DrawerState) -> None:
        """The result, or that the count is blind."""
        texts, opened = self._texts, state.result
        sign = formats.currency_sign(state.currency)
        carried = opened.carried_forward if opened else bool(state.drawer and state.drawer.carried_forward)
        self.sent.set_caption(texts("drawers.left_total" if carried else "drawers.sent_total", sign=sign))
        self.counted.set_caption(texts("drawers.counted_total", sign=sign))
        self.chip.setVisible(opened is not None)
        if opened is None:
            for tile in (self.sent, self.counted, self.difference):
                tile.set_figure(formats.EM_DASH)
            name = "booked" if state.booked else "again" if state.again else "blind"
            tone, icon = ("warn", "warning") if name == "again" else ("info", "lock")
            self.why.set_words(texts(f"drawers.{name}"), texts(f"drawers.{name}_do"), tone, icon)
            self.go.set_text(texts("drawers.confirm"))
        else:
            self._result(opened, state)
        self.entry.show_lines(opened.booked if opened else (), state.currency, state.entry)
        self._declining(state)
        self.go.set_busy(state.busy)

    def _declining(self, state: DrawerState) -> None:
        """The float is taken with F9, or given back with a reason."""
        texts = self._texts
        if state.declined:
            self.why.set_words(texts("drawers.declined"), texts("drawers.declined_do"), "warn")
        self.decline.setVisible(state.may_decline and not state.declining)
        self.reason.setVisible(state.declining)
        if self.reason.text() != state.reason:
            self.reason.set_text(state.reason)
        missing = state.problem == "reason_missing"
        self.reason.set_error(texts.for_code("reason_missing").what_to_do if missing else "")
        if state.booked:
            number = state.drawer.number if state.drawer else ""
            self.go.set_text(texts("drawers.decline_go" if state.declining else "drawers.start_work", number=number))
        waits = "declined" if state.declined else "unsigned"
        blocked = state.phase == "signing" and not state.declining and not state.signs_here
        if state.signs_here:
            name = next(name for user, name in state.keepers if user == state.signs_here)
            self.go.set_text(texts("drawers.sign.here", name=name))
        self.go.set_blocked(texts(f"drawers.off.{waits}") if blocked else "")

    def _result(self, opened: DrawerOpened, state: DrawerState) -> None:
        texts, off = self._texts, opened.difference
        self.sent.set_figure(formats.money(opened.sent_total))
        self.counted.set_figure(formats.money(opened.counted_total))
        self.difference.set_figure(formats.money(off), "warn" if off else "")
        said, tone, icon = words.difference_words(off, texts, state.currency)
        self.chip.set_status(said, "warn" if off else tone, icon)
        name = "booked_left" if opened.carried_forward else "booked_vault"
        name, tone = (name, "info") if off else ("equal", "pos")
        todo = "equal_sign" if name == "equal" and state.phase == "signing" else name
        said = words.vault_off(state, texts) if name == "booked_vault" else texts(f"drawers.{todo}_do")
        self.why.set_words(texts(f"drawers.{name}"), said, tone)


class OpeningPage(SteppedPage):
    """Steps on top, count at the left, result in the middle, bounds at the right (picture 10)."""

    def __init__(self, look: Look, texts: Texts, model: DrawerModel, specimens: Specimens) -> None:
        super().__init__(look, texts("drawers.opening_steps"), 5)
        self._counting = True
        self._signing = False
        self._texts = texts
        self.count = CountPanel(look, texts, texts("drawers.opening_count"), model.set_counts, one_column=True)
        self.kept = StatusChip(look, texts("drawers.counted_once"), "mute", "lock")
        self.count.add_action(self.kept)
        self.back = GlassButton(look, texts("drawers.back"), "ghost")
        self.result = DifferencePanel(look, texts)
        for place, button in enumerate((self.back, self.count.clear)):
            # Fifteen rows fill the column of the count: its buttons stand beside the one that confirms.
            self.result.buttons.insertWidget(place, button)
        self.count.next_stop = self.back
        self.signatures = SignaturesPanel(look, texts, model, specimens)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.result, 1)
        column.addWidget(self.signatures)
        self.limits = LimitsPanel(look, texts)
        self.before = BeforePanel(look, texts)
        right = QWidget()
        aside = QVBoxLayout(right)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.setSpacing(GAP)
        aside.addWidget(self.limits, 1)
        aside.addWidget(self.before, 1)
        self.back.clicked.connect(model.back)
        self.result.decline.clicked.connect(self._decline)
        self.result.reason.changed.connect(model.set_reason)
        self.count.clear.clicked.connect(model.again)
        self.result.go.clicked.connect(model.forward)
        parts = (Part(texts("drawers.opening_count"), self.count, 620, "coins"),
                 Part(texts("drawers.difference"), middle, 580, "seal-check"),
                 Part(texts("drawers.limits"), right, 432, "info"))  # fmt: skip
        self.parts = Beside(look, texts("drawers.opening_steps"), parts, WIDE_FROM)
        self.parts.folds.connect(self._folded)
        self.set_whole(self.parts)
        self._model = model
        stop_before(self.result.go, [self.back, self.count.clear, self.result.decline])

    def _decline(self) -> None:
        self._model.decline()
        self.result.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _folded(self, folded: bool) -> None:
        """Behind tabs the count has its buttons below it, and so has the result."""
        self.count.set_low(folded)
        here = folded and self._counting
        home = self.count.buttons if here else self.result.buttons
        (self.count.trouble if here else self.result.trouble).addWidget(self.result.problem)
        for place, button in enumerate((self.back, self.count.clear)):
            home.insertWidget(place, button)
        self._place_go()
        self.parts.go(0 if self._counting else 1)

    def _place_go(self) -> None:
        """What opens the drawer or gives the float back stands beneath the two hands while one of them is missing."""
        signed, result = self.signatures, self.result
        if self._signing:
            signed.acts.insertWidget(0, result.decline)
            signed.acts.addWidget(result.go)
            stop_before(result.go, [signed.field, signed.call, signed.pad, result.decline])
            return
        if signed.acts.indexOf(result.decline) >= 0:
            result.buttons.insertWidget(2, result.decline)
        (self.count.buttons if self.parts.folded and self._counting else result.buttons).addWidget(result.go)
        stop_before(result.go, [self.back, self.count.clear, result.decline])

    def render_state(self, state: DrawerState) -> None:
        """Blind until ``opened``."""
        texts, opened = self._texts, state.result
        if self._counting == state.booked:
            self._counting = not state.booked
            self._folded(self.parts.folded)
        signing = state.phase == "signing" and not state.declining
        if self._signing != signing:
            self._signing = signing
            self._place_go()
        self.steps.set_steps(
            [Step(title, detail, stands) for title, detail, stands in words.opening_steps(state, texts)]
        )
        line = "opening_kept" if state.booked else "opening_blind"
        if opened is not None:
            line = "opening_shown_left" if opened.carried_forward else "opening_shown"
        self.count.line.setText(texts(f"drawers.{line}"))
        left = state.drawer is not None and state.drawer.carried_forward
        self.count.know(ALL if left else (Bucket.FIT,))
        self.count.show_count(state.currency, state.counts, self._counting and not state.busy)
        self.count.compare(opened.sent if opened else None)
        twice = state.again or (opened is not None and opened.counts > 1)
        self.kept.set_status(
            texts("drawers.counted_twice" if twice and state.booked else "drawers.counted_once"), "mute", "lock"
        )
        self.kept.setVisible(state.booked or state.again)
        self.count.clear.setVisible(self._counting)
        self.back.setVisible(self._counting or state.declining)
        self.result.render_state(state)
        self.signatures.render_state(state)
        self.limits.render_drawer(state.drawer, opened.counted_total if opened else None, state.limits)
        self.before.render_state(state)
