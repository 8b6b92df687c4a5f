"""The position by denomination where the handle stands."""

from teller_app.glass.chip import StatusChip
from teller_app.glass.counting import faces
from teller_app.glass.look import Look
from teller_app.glass.match_bar import MatchBar
from teller_app.glass.panel import GlassPanel
from teller_app.glass.position_rows import Position, PositionRows
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.history.state import HistoryState
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

LOWEST = 120


class PositionPanel(GlassPanel):
    """Then, since the opening, and now."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("history.position", at=""))
        self._texts = texts
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        sign = formats.currency_sign("GHS")
        heads = [
            texts(f"history.head.{name}", sign=sign) for name in ("piece", "then", "value", "since", "last", "now")
        ]
        self.rows = PositionRows(look, texts("history.title"), heads)
        self.column = ScrollColumn(look, LOWEST)
        self.column.column.addWidget(self.rows)
        self.column.column.addStretch(1)
        self.total = MatchBar(look, texts("history.total"))
        self.body.add(self.column, 1)
        self.body.add(self.total)

    def render_state(self, state: HistoryState) -> None:
        """Nothing where there is no day."""
        texts, history, step = self._texts, state.history, state.step
        at = formats.clock_seconds(formats.moment(state.cursor)) if state.cursor else ""
        self.set_title(texts("history.position", at=at))
        receipt = step.receipt if step is not None else ""
        self.chip.set_status(texts("history.after", receipt=receipt), "accent", "receipt")
        self.chip.setVisible(bool(receipt))
        self.rows.setVisible(history is not None)
        self.total.setVisible(history is not None)
        if history is None:
            return
        then, now, opened, changed = state.then, state.now, state.opened, state.changed
        self.rows.set_rows(
            [
                Position(
                    face,
                    then.get(face.face, 0),
                    then.get(face.face, 0) - opened.get(face.face, 0) if state.at else 0,
                    formats.clock(formats.moment(changed[face.face])) if face.face in changed else "",
                    now.get(face.face, 0),
                )
                for face in faces(history.currency, texts)
            ]
        )
        figure = formats.money_with_sign(state.balances[state.at], history.currency)
        pieces = texts("drawers.pieces", n=sum(then.values()))
        self.total.show_state("total", texts("history.total"), pieces, figure)
