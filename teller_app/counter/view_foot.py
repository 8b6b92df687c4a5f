"""The foot of the posting form: clear, hold, change and post, each with its key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from teller_app.counter.state import CounterState
from teller_app.glass.button import GlassButton
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts


class PostingFoot(QWidget):
    """``pressed(intent)`` says which act is meant; ``render_state`` shows which of them there are now, in which words."""

    pressed = Signal(str)

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.clear = GlassButton(look, texts("counter.clear"), "ghost", "x", "Esc", "l")
        self.hold = GlassButton(look, texts("counter.hold"), "secondary", "pause", "Ctrl+H", "l")
        self.change = GlassButton(look, texts("counter.change"), "secondary", "arrows-left-right", "Alt+G", "l")
        self.post = GlassButton(look, texts("counter.post_deposit"), "primary", "check", "F9", "l")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for intent, button in (
            ("clear", self.clear),
            ("hold", self.hold),
            ("change", self.change),
            ("post", self.post),
        ):
            button.clicked.connect(lambda _=False, meant=intent: self.pressed.emit(meant))
            row.addWidget(button)
            if button is self.hold:
                row.addStretch(1)

    def render_state(self, state: CounterState) -> None:
        """What may be pressed, and what it is called."""
        form, texts = state.form, self._texts
        self.change.setVisible(form.mode == "deposit" and (state.change_due > 0 or form.giving_change))
        self.change.set_text(texts("counter.received" if form.giving_change else "counter.change"))
        queued = not state.online and form.mode != "transfer"
        self.post.set_text(texts(f"counter.{'queue' if queued else 'post'}_{form.mode}"))
        self.post.set_busy(state.busy)
        needs = state.blocked in ("needs_server", "held_back")
        self.post.set_blocked(texts.for_code(state.blocked, {}).title if needs else "")
        # At an empty counter the same key takes up what was put aside last.
        resumes = state.customer is None and bool(state.held)
        self.hold.set_text(texts("counter.take_up" if resumes else "counter.hold"))
        nobody = state.customer is None and not resumes
        self.hold.set_blocked(texts.for_code("customer_missing", {}).title if nobody else "")
