"""What is on its way, what is asked for, and what was finished today: one list, and the chosen one's people and pieces."""

from collections import Counter

from PySide6.QtCore import QModelIndex, QSignalBlocker

from contract.vault import MoveKind
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, Status
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.vault import words
from teller_app.vault.folds import GOING
from teller_app.vault.model import VaultModel
from teller_app.vault.state import VaultState


class MovesPanel(GlassPanel):
    """The middle of picture 12."""

    def __init__(self, look: Look, texts: Texts, model: VaultModel) -> None:
        super().__init__(look, texts("vault.moves"), rows=DataTable.gutter)
        self._texts, self._model = texts, model
        self._shown: object = None
        columns = (
            Column(texts("vault.column.what")),
            Column(texts("vault.column.amount"), 100, "money"),
            Column(texts("vault.column.state"), 126, optional=True),
        )
        self.table = DataTable(look, columns, texts("vault.moves"))
        self.none = EmptyState(look, "arrows-left-right", texts("vault.nothing"), texts("vault.nothing_do"))
        self.about = Lines(look, texts("vault.people"), tall=True)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none, 1)
        self.body.add(self.about)
        self.table.current_changed.connect(model.choose)

    def render_state(self, state: VaultState) -> None:
        """Rows only when they are others."""
        mark = (state.moves, state.requisitions, state.counts, state.people, state.openings, state.totals, state.slips)
        with QSignalBlocker(self.table):
            if mark != self._shown:
                self._shown = mark
                self.table.set_rows(self._rows(state))
            if not self.table.select_key(state.chosen):
                self.table.view.clearSelection()
                self.table.view.setCurrentIndex(QModelIndex())
        some = bool(state.moves or state.requisitions or state.counts or state.openings or state.slips)
        self.table.setVisible(some)
        self.none.setVisible(not some)
        # A count that waits for its second person moves no cash, and cedis and dollars make no sum.
        going = [move for move in state.moves if move.state in GOING and move.kind is MoveKind.TRANSFER]
        sums = Counter[str]()
        for move in going:
            sums[move.currency] += move.amount
        alone = len(sums) == 1
        total = ", ".join(
            formats.money(sums[c]) if alone else formats.money_with_sign(sums[c], c) for c in sorted(sums)
        )
        self.set_caption(self._texts("vault.on_the_way", n=len(going), amount=total) if going else "")
        self._about(state)

    def _rows(self, state: VaultState) -> list[Row]:
        texts = self._texts
        rows = []
        for opening in state.openings:
            said, tone = words.opening_words(opening, state, texts)
            lead = Lead(
                "seal-check", tone, words.opening_title(opening, texts), words.opening_step(opening, state, texts)
            )
            known = state.totals.get(opening.drawer)
            figure = formats.money(known.balance) if known else formats.EM_DASH
            rows.append(Row(f"opening:{opening.session}", (lead, Figure(figure), Status(said, tone))))
        for slip in state.slips:
            said, tone = words.slip_words(slip, state, texts)
            lead = Lead("hand-withdraw", tone, words.slip_title(slip, texts), words.slip_step(slip, state, texts))
            rows.append(Row(f"slip:{slip.slip}", (lead, Figure(formats.EM_DASH), Status(said, tone))))
        for item in state.requisitions:
            said, tone = words.asked_words(item, texts)
            lead = Lead(
                "hand-withdraw",
                tone,
                words.asked_title(item, texts),
                words.numbered(item.number, state.name(item.asked_by)),
            )
            rows.append(Row(f"ask:{item.requisition}", (lead, Figure(formats.money(item.amount)), Status(said, tone))))
        for move in state.moves:
            said, tone = words.state_words(move, state, texts)
            icon, hue = words.move_icon(move)
            lead = Lead(
                icon, hue, words.places(move, texts), words.numbered(move.number, words.step(move, state, texts))
            )
            figure = formats.money_or_dash(move.amount)
            rows.append(Row(f"move:{move.transfer}", (lead, Figure(figure), Status(said, tone))))
        for count in state.counts:
            said, tone = words.count_words(count, state, texts)
            lead = Lead("list-checks", tone, words.count_title(count, texts), words.count_step(count, state, texts))
            rows.append(Row(f"count:{count.count}", (lead, Figure(formats.money(count.total)), Status(said, tone))))
        return rows

    def _about(self, state: VaultState) -> None:
        """The chosen one: who is on it, and its pieces."""
        texts, move, asked = self._texts, state.move, state.asked
        lines: list[Line] = []
        if move is not None:
            lines = [Line(texts("vault.people"), words.people_of(move, state, texts), icon="users"),
                     Line(texts("vault.sent_pieces"), words.pieces_words(move.pieces, texts), icon="coins")]  # fmt: skip
            if move.taken:
                lines.append(Line(texts("vault.taken_pieces"), words.pieces_words(move.taken, texts), icon="coins"))
            if move.giver:
                said = texts("vault.giver_line", name=move.giver, phone=formats.phone(move.phone) if move.phone else "")
                lines.append(Line(texts("vault.giver"), said.strip(), icon="user"))
            if move.reference:
                lines.append(
                    Line(texts("vault.serials" if move.giver else "vault.note"), move.reference, icon="receipt")
                )
            if move.reason:
                lines.append(Line(texts("vault.because"), move.reason, icon="chat-text"))
        elif state.opening is not None:
            known = state.totals.get(state.opening.drawer)
            counted = words.pieces_words(known.pieces, texts) if known else ""
            lines = [Line(texts("vault.sent_pieces"), counted or formats.EM_DASH, icon="coins")]
        elif state.count is not None:
            counted = words.pieces_words(state.count.counted, texts)
            lines = [Line(texts("vault.sent_pieces"), counted or formats.EM_DASH, icon="coins")]
            if state.count.reason:
                lines.append(Line(texts("vault.because"), state.count.reason, icon="chat-text"))
        elif asked is not None:
            wish = words.pieces_words(asked.pieces, texts) or texts("vault.any_pieces")
            lines = [Line(texts("vault.wish"), wish, icon="coins")]
            if asked.note:
                lines.append(Line(texts("vault.note"), asked.note, icon="chat-text"))
        self.about.setVisible(bool(lines))
        self.about.set_lines(lines)
