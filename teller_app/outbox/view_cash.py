"""The cash behind what waits: what the drawer's books say now and then, and whether pieces and money agree (picture 23)."""

from teller_app.glass.alert import Alert
from teller_app.glass.labels import Text
from teller_app.glass.lines import Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.i18n.text import Texts
from teller_app.outbox import outlook_words
from teller_app.outbox.state import OutboxState


class CashPanel(GlassPanel):
    """Away while nothing is looked at: without the server nobody can say it."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("outbox.cash"))
        self._texts = texts
        self.set_caption(texts("outbox.cash.caption"))
        self.lines = Lines(look, texts("outbox.cash"))
        self.blind = Text(look, texts("outbox.cash.blind"), "caption", "text2", wrap=True)
        self.agree = Alert(look, "pos", texts("outbox.cash.agree"))
        rows = ScrollColumn(look)
        for part in (self.lines, self.blind):
            rows.column.addWidget(part)
        rows.column.addStretch(1)
        self.body.add(rows, 1)
        self.body.add(self.agree)

    def render_state(self, state: OutboxState) -> None:
        """As of the last look."""
        self.setVisible(state.looked)
        if not state.looked:
            return
        alone = state.drawers[0].number if len(state.drawers) == 1 else ""
        self.set_title(self._texts("outbox.cash.of", number=alone) if alone else self._texts("outbox.cash"))
        self.lines.set_lines(outlook_words.cash_lines(state, self._texts))
        self.blind.setVisible(bool(state.drawers) and all(drawer.after is None for drawer in state.drawers))
        if outlook_words.pieces_agree(state.rows):
            self.agree.set_words(self._texts("outbox.cash.agree"), "", "pos")
        else:
            self.agree.set_words(self._texts("outbox.cash.differ"), self._texts("outbox.cash.differ_do"), "neg")
