"""What is on its way as cards, what is asked for and what was finished today as a list, and the chosen one's people and pieces."""

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt

from teller_app.glass.beside import written_in
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, Status
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.vault import card_words, words
from teller_app.vault.folds import GOING
from teller_app.vault.model import VaultModel
from teller_app.vault.state import VaultState
from teller_app.vault.view_cards import CardColumn

AMOUNT = 1
"""The column of the amounts."""


class MovesPanel(GlassPanel):
    """The middle of picture 12."""

    def __init__(self, look: Look, texts: Texts, model: VaultModel) -> None:
        super().__init__(look, texts("vault.moves"), rows=DataTable.gutter)
        self._texts, self._model = texts, model
        self._shown: object = None
        self._only_cards = False
        self._going: frozenset[str] = frozenset()
        columns = (
            Column(texts("vault.today")),
            Column(texts("vault.column.amount"), 116, "money"),
            Column(texts("vault.column.state"), 114, optional=True),
        )
        self.cards = CardColumn(look, texts, model)
        self.table = DataTable(look, columns, texts("vault.today"))
        self.none = EmptyState(look, "arrows-left-right", texts("vault.nothing"), texts("vault.nothing_do"))
        self.about = Lines(look, texts("vault.people"), tall=True)
        self.body.add(self.cards)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none, 1)
        # Where there are only cards these keep their height, at the top.
        self._spare = self.body.count()
        self.body.addStretch(0)
        self.body.add(self.about)
        self.table.current_changed.connect(model.choose)

    def render_state(self, state: VaultState) -> None:
        """Rows only when they are others."""
        here = written_in(self)
        going = [move for move in state.moves if move.state in GOING]
        self.cards.render_state(state, [card_words.card(move, state, self._texts) for move in going])
        mark = (state.moves, state.requisitions, state.counts, state.people, state.openings, state.totals, state.slips,
                state.known)  # fmt: skip
        with QSignalBlocker(self.table):
            if mark != self._shown:
                self._shown = mark
                self.table.set_rows(self._rows(state))
            if not self.table.select_key(state.chosen):
                self.table.view.clearSelection()
                self.table.view.setCurrentIndex(QModelIndex())
        some = self.table.row_count() > 0
        self.table.setVisible(some and not self._only_cards)
        self.body.setStretch(self._spare, 1 if going and not some else 0)
        self.none.setVisible(not some and not going)
        self.none.set_words(self._texts("vault.nothing"), words.to_do(state, "vault.nothing_do", self._texts))
        self.set_caption(words.on_the_way(going, state, self._texts))
        keys = frozenset(f"move:{move.transfer}" for move in going)
        first = going and not self._going and not state.chosen and written_in(self.table)
        if first or (state.chosen in keys - self._going and not state.form.act and self._lost()):
            # The first bag is on its way, or the one that was just written down: whoever stood before the list stands before it now.
            self.focus_list()
        self._going = keys
        self.table.set_title(AMOUNT, words.amount_head(state, self._texts))
        self._about(state)
        if here and not self._holds():
            # The card that had the keys is gone: what became of it is a row, and the next key is not meant for whatever Qt came to.
            self.focus_list()

    def only_cards(self, only: bool) -> None:
        """Without the rest of the day, where another panel needs the room."""
        if only != self._only_cards:
            self._only_cards = only
            self.table.setVisible(self.table.row_count() > 0 and not only)

    def _holds(self) -> bool:
        """Whether the keys go to something of this panel that is seen."""
        focused = self.window().focusWidget()
        return focused is not None and focused.isVisible() and written_in(self)

    def _lost(self) -> bool:
        """Whether the keys go nowhere that is seen, or into this panel."""
        focused = self.window().focusWidget()
        return focused is None or not focused.isVisible() or written_in(self)

    def focus_list(self) -> None:
        """The keys go to the selected card or row; to the first card where nothing is selected."""
        if not self.cards.focus_chosen(self._model.state.chosen):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rows(self, state: VaultState) -> list[Row]:
        texts = self._texts
        rows = []
        for opening in state.openings:
            said, tone = words.opening_words(opening, state, texts)
            lead = Lead(
                "seal-check", tone, words.opening_title(opening, texts), words.opening_step(opening, state, texts)
            )
            known = state.totals.get(opening.drawer)
            figure = words.amount_of(known.balance, known.currency, state) if known else formats.EM_DASH
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
            figure = words.amount_of(item.amount, item.currency, state)
            rows.append(Row(f"ask:{item.requisition}", (lead, Figure(figure), Status(said, tone))))
        for move in (move for move in state.moves if move.state not in GOING):
            said, tone = words.state_words(move, state, texts)
            icon, hue = words.move_icon(move)
            lead = Lead(
                icon, hue, words.places(move, texts), words.numbered(move.number, words.step(move, state, texts))
            )
            figure = words.amount_of(move.amount, move.currency, state) if move.amount else formats.EM_DASH
            rows.append(Row(f"move:{move.transfer}", (lead, Figure(figure), Status(said, tone))))
        for count in state.counts:
            said, tone = words.count_words(count, state, texts)
            lead = Lead("list-checks", tone, words.count_title(count, texts), words.count_step(count, state, texts))
            figure = words.amount_of(count.total, count.currency, state)
            rows.append(Row(f"count:{count.count}", (lead, Figure(figure), Status(said, tone))))
        return rows

    def _about(self, state: VaultState) -> None:
        """The chosen one: who is on it, and its pieces."""
        texts, move, asked = self._texts, state.move, state.asked
        lines: list[Line] = []
        if move is not None:
            # A card names its people itself.
            people = Line(texts("vault.people"), words.people_of(move, state, texts), icon="users")
            pieces = Line(texts("vault.sent_pieces"), words.pieces_words(move.pieces, texts), icon="coins")
            lines = [pieces] if move.state in GOING else [people, pieces]
            if move.state in GOING and state.draft is not None and not state.waits_for_me:
                # The requisition below has the room; who receives counts for themselves.
                lines = []
            if move.received and move.received != move.pieces and lines:
                counted = words.pieces_words(move.received, texts)
                lines.append(Line(texts("vault.counted_pieces"), counted, icon="coins"))
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
        elif asked is not None and asked != state.draft:
            wish = words.pieces_words(asked.pieces, texts) or texts("vault.any_pieces")
            lines = [Line(texts("vault.wish"), wish, icon="coins")]
            if asked.note:
                lines.append(Line(texts("vault.note"), asked.note, icon="chat-text"))
        self.about.setVisible(bool(lines))
        self.about.set_lines(lines)
