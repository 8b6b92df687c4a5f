"""The tie-out: drawers and vault and transit against the ledger's cash, with a drill to the entries that break it (picture 22)."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from contract.branches import DayFigures
from teller_app.branches import words
from teller_app.branches.state import BranchState
from teller_app.glass.button import GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.figures import FigureTile
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.match_bar import MatchBar
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

ROWS_LEAST = 44
"""Of rows that scroll, in px: a small screen with a title bar and a task bar must still show the key below them."""


class TiePanel(GlassPanel):
    """The last report: X while the day is open, Z once it is closed; both from one calculation."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("branches.tie"))
        self._texts = texts
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.none = EmptyState(look, "receipt", texts("branches.no_report"), texts("branches.no_report_do"), "F8",
                               texts("branches.key.report"))  # fmt: skip
        self.parts = Lines(look, texts("branches.tie"), tall=True)
        self.cash, self.ledger = FigureTile(look, ""), FigureTile(look, "")
        self.match = MatchBar(look, texts("branches.difference"))
        self.more = Lines(look, texts("branches.also"))
        self.drill = Lines(look, texts("branches.drill"), tall=True)
        self.rows = ScrollColumn(look, ROWS_LEAST, name=texts("branches.tie"))
        for part in (self.drill, self.more):
            self.rows.column.addWidget(part)
        self.rows.column.addStretch(1)
        self.report = GlassButton(look, texts("branches.key.report"), "secondary", "list-checks", "F8", size="s")
        self.add_action(self.report)
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in (self.cash, self.ledger):
            # A caption of two lines makes both tiles higher: their figures stand beside each other.
            tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            tiles.addWidget(tile, 1)
        self.body.setSpacing(8)
        self.body.addWidget(self.none, 1)
        self.body.add(self.parts)
        self.body.add_row(tiles)
        self.body.add(self.match)
        self.body.add(self.rows, 1)

    def render_state(self, state: BranchState) -> None:
        """The figures of the last report, or that there is none."""
        figures, texts = words.figures_of(state), self._texts
        self.none.setVisible(figures is None)
        for part in (self.chip, self.parts, self.cash, self.ledger, self.match, self.rows):
            part.setVisible(figures is not None)
        # In a low window its key is in the bar.
        self.report.setVisible(state.open and not self.look.compact)
        kind = "x" if state.open else "z"
        self.set_caption(texts(f"branches.{kind}_at", at=words.at(state.figures_at)) if figures else "")
        if figures is None:
            return
        said, tone = words.tie_words(figures, texts)
        self.chip.set_status(said, tone, "check" if tone == "pos" else "warning")
        sign = formats.currency_sign(figures.currency)
        self.cash.set_caption(texts("branches.cash_counted", sign=sign))
        self.cash.set_figure(formats.money(figures.cash))
        self.ledger.set_caption(texts("branches.ledger", sign=sign))
        self.ledger.set_figure(formats.money(figures.ledger))
        self.match.show_state("matches" if figures.ties else "refused", texts("branches.difference"), "",
                              formats.money_with_sign(figures.off, figures.currency))  # fmt: skip
        self._lines(state, figures)

    def _lines(self, state: BranchState, figures: DayFigures) -> None:
        texts = self._texts
        drawers = sum(drawer.balance for drawer in figures.drawers)
        self.parts.set_lines(
            [
                Line(texts("branches.drawers_n", n=len(figures.drawers)), "", formats.money(drawers), "cash-register"),
                Line(texts("vault.place.vault"), "", formats.signed_money(figures.vault), "vault"),
                Line(texts("branches.transit"), "", formats.signed_money(figures.transit), "arrows-left-right"),
            ]
        )
        net = formats.signed_money(figures.cash_in - figures.cash_out)
        held = texts("branches.suspense_n", n=len(figures.held)) if figures.held else ""
        self.more.set_lines(
            [
                Line(texts("branches.over_short"), figure=formats.signed_money(figures.over_short)),
                Line(
                    texts("branches.suspense"),
                    figure=formats.signed_money(figures.suspense),
                    aside=held,
                    color="warn" if figures.suspense else "text",
                ),
                Line(texts("branches.clearing"), figure=formats.signed_money(figures.clearing)),
                Line(texts("branches.net"), figure=net),
                Line(texts("branches.postings"), figure=formats.pieces(figures.postings)),
            ]
        )
        entries = [entry for broken in figures.broken for entry in broken.entries]
        self.drill.setVisible(bool(entries))
        self.drill.set_lines(
            [
                Line(
                    entry.receipt or entry.kind,
                    f"#{entry.seq} · {state.name(entry.made_by)} · {words.at(entry.at)}",
                    formats.signed_money(entry.moved - entry.leg),
                    "warning",
                    "neg",
                )
                for entry in entries
            ]
        )  # fmt: skip
