"""How far the day's end is, and its steps below each other (picture 22, above and left)."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from teller_app.branches import end_rules, end_words
from teller_app.branches.model import BranchModel
from teller_app.branches.state import BranchState
from teller_app.glass.button import GlassButton
from teller_app.glass.labels import Elided, Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.ring import Ring
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.segment_progress import SegmentProgress
from teller_app.glass.step_list import StepList
from teller_app.i18n.text import Texts


class EndStrip(GlassPanel):
    """A ring with the share that is done, where it stands in words, a segment for each step."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look)
        self._texts = texts
        self.ring = Ring(look, texts("end.progress"), 64)
        self.now = Text(look, "", "title3")
        self.detail = Elided(look, "", "caption", "text2")
        self.day = Text(look, "", "caption", "text2")
        self.left = Text(look, "", "caption-strong", "warn")
        self.segments = SegmentProgress(look, texts("end.steps"))
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addStretch(1)
        said.addWidget(self.now)
        said.addWidget(self.detail)
        said.addStretch(1)
        above = QHBoxLayout()
        above.addWidget(self.day)
        above.addStretch(1)
        above.addWidget(self.left)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addLayout(above)
        right.addWidget(self.segments)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.ring)
        row.addLayout(said, 2)
        row.addLayout(right, 5)
        self.body.add_row(row)

    def render_state(self, state: BranchState) -> None:
        """Over it says so in green, with the next date in the steps."""
        texts, steps = self._texts, end_rules.steps(state)
        over = not state.open and state.seen.report is not None
        done = sum(step.state in ("done", "exception") for step in steps) + over
        share = done / len(steps)
        self.ring.set_value(share, texts("shell.percent", n=round(share * 100)), "", "pos" if over else "accent")
        title, detail = end_words.summary(state, texts)
        self.now.setText(title)
        self.detail.set_text(detail)
        faults = len(end_rules.faults(state))
        self.day.setText(end_words.business_date(state, texts))
        self.left.setText(texts("end.faults", n=faults) if faults else "")
        self.segments.set_states([step.state for step in steps], title, 0.5)


class StepsPanel(GlassPanel):
    """The list, and the key that looks again."""

    def __init__(self, look: Look, texts: Texts, model: BranchModel) -> None:
        super().__init__(look, texts("end.steps"))
        self._texts = texts
        self.set_caption(texts("end.steps_note"))
        self.list = StepList(look, texts("end.steps"))
        rows = ScrollColumn(look, 120, name=texts("end.steps"))
        rows.column.addWidget(self.list)
        rows.column.addStretch(1)
        self.again = GlassButton(look, texts("end.key.again"), "secondary", "arrows-clockwise", "F4")
        self.again.clicked.connect(model.read_report)
        self.pause = GlassButton(look, texts("end.pause"), "secondary", "pause", "Ctrl H")
        self.pause.clicked.connect(model.pause)
        self.body.add(rows, 1)
        row = QHBoxLayout()
        row.addWidget(self.pause)
        row.addStretch(1)
        row.addWidget(self.again)
        self.body.addLayout(row)

    def render_state(self, state: BranchState) -> None:
        """Each step as it stands."""
        self.list.set_steps([end_words.step_line(step, state, self._texts) for step in end_rules.steps(state)])
        self.again.setVisible(state.open)
        self.pause.setVisible(state.open and state.may_run)
        self.pause.set_text(self._texts("end.resume" if state.paused_by else "end.pause"))
