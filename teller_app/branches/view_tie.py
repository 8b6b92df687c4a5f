"""The tie-out: drawers and vault and transit against the ledger's cash, with a drill to the entries that break it (picture 22)."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from contract.branches import BrokenEntry, DayFigures
from teller_app.branches import end_rules, words
from teller_app.branches.model import BranchModel
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
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

ENTRIES_SHOWN = 2
ROWS_LEAST = 44
"""Of rows that scroll, in px: a small screen with a title bar and a task bar must still show the key below them."""


class TiePanel(GlassPanel):
    """The last report: X while the day is open, Z once it is closed; both from one calculation. Where it does not tie, the keys
    move over the entries that break it, and Enter shows one in the journal."""

    def __init__(self, look: Look, texts: Texts, model: BranchModel) -> None:
        super().__init__(look, texts("branches.tie"), rows=DataTable.gutter)
        self._texts, self._model = texts, model
        self._shown: object = None
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.none = EmptyState(look, "receipt", texts("branches.no_report"), texts("branches.no_report_do"), "F8",
                               texts("branches.key.report"))  # fmt: skip
        self.parts = Lines(look, texts("branches.tie"), tall=True)
        self.cash, self.ledger = FigureTile(look, ""), FigureTile(look, "")
        self.match = MatchBar(look, texts("branches.difference"))
        self.more = Lines(look, texts("branches.also"), dense=True)
        columns = (Column(texts("branches.drill")), Column(texts("branches.difference"), 104, "money"))
        self.drill = DataTable(look, columns, texts("branches.drill"))
        self.drill.head.hide()
        self.drill.current_changed.connect(lambda key: model.choose_fault(key) if key else None)
        self.drill.opened.connect(lambda key: model.settle())
        self.rows = ScrollColumn(look, ROWS_LEAST, name=texts("branches.tie"))
        self.rows.column.addWidget(self.more)
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
        self.body.addWidget(self.drill)
        self.body.add(self.rows, 1)

    def render_state(self, state: BranchState) -> None:
        """The figures of the last report, or that there is none."""
        figures, texts = words.figures_of(state), self._texts
        self.body.setSpacing(self.look.pick(8, 4))
        self.none.setVisible(figures is None)
        for part in (self.chip, self.parts, self.cash, self.ledger, self.match, self.rows):
            part.setVisible(figures is not None)
        # In a low window its key is in the bar.
        self.report.setVisible(state.open and not self.look.compact)
        kind = "x" if state.open else "z"
        self.set_caption(texts(f"branches.{kind}_at", at=words.at(state.figures_at)) if figures else "")
        if figures is None:
            self.drill.hide()
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
                Line(
                    texts("branches.drawers_n", n=len(figures.drawers)),
                    words.drawers_closed(figures, texts),
                    formats.money(drawers),
                    "cash-register",
                ),
                Line(
                    texts("vault.place.vault"),
                    words.vault_counted(state, texts),
                    formats.signed_money(figures.vault),
                    "vault",
                ),
                Line(
                    texts("branches.transit"), words.bags(state, texts), formats.signed_money(figures.transit), "truck"
                ),
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
        self._drill(state)

    def _drill(self, state: BranchState) -> None:
        """One row stands there whatever the height; more of them scroll."""
        faults = {fault.key: fault for fault in end_rules.faults(state) if fault.entry is not None}
        self.drill.setVisible(bool(faults))
        self.match.set_large(not faults)
        # In a low window what breaks it is worth more than what else there is to know.
        self.rows.setVisible(not (faults and self.look.compact))
        self.drill.setFixedHeight(
            self.drill.height_for(min(ENTRIES_SHOWN, len(faults))) - self.drill.head.sizeHint().height()
        )
        with QSignalBlocker(self.drill):
            if (faults, state.seen.people) != self._shown:
                self._shown = (faults, state.seen.people)
                self.drill.set_rows(
                    [self._entry(key, fault.entry, state) for key, fault in faults.items() if fault.entry]
                )
            self.drill.select_key(state.fault)

    def _entry(self, key: str, entry: BrokenEntry, state: BranchState) -> Row:
        about = f"#{entry.seq} · {state.name(entry.made_by)} · {words.at(entry.at)}"
        lead = Lead("warning", "neg", entry.receipt or entry.kind, about)
        return Row(key, (lead, Figure(formats.signed_money(entry.moved - entry.leg), "neg")))

    def begin(self) -> None:
        """The keys move over what breaks it; where it ties, they are at the report."""
        if not self.drill.isHidden():
            if not self.drill.current_key():
                self.drill.select_row(0)
            self.drill.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            part = self.rows if self.report.isHidden() else self.report
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)
