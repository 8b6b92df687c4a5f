"""A requisition and what it is granted with: the pieces to send, what the drawer has and will have, how long that lasts (picture 12)."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from contract.vault import RequisitionFact
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.match_bar import MatchBar
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.select import Select
from teller_app.glass.send_grid import SendGrid
from teller_app.glass.telling import tell_trouble
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.vault import grant_words, rules, words
from teller_app.vault.beside import second_here
from teller_app.vault.model import VaultModel
from teller_app.vault.state import VaultState

LOWEST = (92, 62)


class GrantPanel(GlassPanel):
    """The first requisition that waits, or the selected one. F6 changes the amounts, F9 sends, the custodian's second is named here."""

    def __init__(self, look: Look, texts: Texts, model: VaultModel) -> None:
        super().__init__(look, texts("vault.form.grant"))
        self._texts, self._model, self._told = texts, model, model.state.tick
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.line = Text(look, "", "body", "text2", wrap=True)
        self.second = Select(look, texts("vault.second"), icon="users", placeholder=texts("vault.choose"))
        self.grid = SendGrid(look, grant_words.heads(model.state.currency, texts), self.second)
        self.suggested = Alert(look, "info", "", "", "lightbulb")
        self.total = MatchBar(look, texts("vault.to_send"))
        self.problem = Alert(look, "neg", "")
        self.change = GlassButton(look, texts("vault.grant.change"), "secondary", "pencil-simple", "F6")
        self.leave = GlassButton(look, texts("vault.leave"), "ghost", "x")
        self.decline = GlassButton(look, texts("vault.grant.decline"), "decline", "x")
        self.go = GlassButton(look, "", "primary", "paper-plane-tilt", "F9")
        self._lay_out()
        self.grid.changed.connect(model.set_counts)
        self.second.chosen.connect(model.set_second)
        self.change.clicked.connect(lambda: model.begin("ask"))
        self.leave.clicked.connect(model.leave)
        self.decline.clicked.connect(model.decline)
        self.go.clicked.connect(self._go)

    def _lay_out(self) -> None:
        self.rows = ScrollColumn(self.look, LOWEST[0])
        # What is left of the column is the rows': the movements above keep theirs.
        self.rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.rows.column.addWidget(self.grid)
        self.rows.column.addStretch(1)
        self.body.add(self.line)
        self.body.addWidget(self.rows, 1)
        for part in (self.suggested, self.second, self.total, self.problem):
            self.body.add(part)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.change)
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.decline)
        row.addWidget(self.go)
        self.body.addLayout(row)
        self.look.follow(self._dense)
        self._dense()

    def _dense(self) -> None:
        self.body.setSpacing(self.look.pick(10, 4))
        self.rows.set_lowest(self.look.pick(*LOWEST))

    def render_state(self, state: VaultState) -> None:
        """The requisition as it is now, or as it is being changed."""
        item = state.draft
        self.setVisible(item is not None)
        if item is None:
            return
        texts, writing = self._texts, state.form.act == "grant"
        self.set_title(texts("vault.grant.title", number=item.number))
        said, tone = words.asked_words(item, texts)
        self.chip.set_status(texts("vault.grant.draft") if writing else said, "mute" if writing else tone)
        self.line.setText(grant_words.asked_line(item, state, texts))
        wish, because = self._model.wish(item)
        pieces = state.form.given if writing else wish
        self.grid.set_heads(grant_words.heads(item.currency, texts))
        self.grid.set_rows(grant_words.rows(item, pieces, state, texts, whole=writing), read_only=not writing)
        self._suggested(item, pieces, because, state)
        self.second.setVisible(writing)
        with QSignalBlocker(self.second):
            self.second.set_options([(person.user, person.full_name) for person in rules.seconds(state, state.form)])
            self.second.set_key(state.form.second)
        total, count = grant_words.total(pieces), grant_words.count_words(pieces, texts)
        self.total.show_state("total", texts("vault.to_send"), count, formats.money_with_sign(total, item.currency))
        self.change.setVisible(not writing)
        self.leave.setVisible(writing)
        self.decline.setVisible(not writing)
        self.go.set_text(texts("vault.grant.send", amount=formats.money(total)))
        self.go.set_busy(state.busy)
        # The key is the form's that is written, or of what waits for a yes in the chosen row.
        free = not state.form.act and state.grants and second_here(state) is None
        self.go.set_key("F9" if writing or free else None)
        self._blocked(state, writing)
        tell_trouble(self.problem, state, texts)
        self.problem.setVisible(self.problem.isVisibleTo(self) and writing)
        fresh, self._told = state.tick != self._told, state.tick
        if fresh and writing and state.problem == "second_missing":
            # Whoever sends what is suggested has nothing else to say.
            self.second.setFocus(Qt.FocusReason.OtherFocusReason)

    def _blocked(self, state: VaultState, writing: bool) -> None:
        """Another act is written down, or the server is away."""
        other = bool(state.form.act) and not writing
        why = "offline" if not state.online else "written" if other else "yours" if state.waits_for_me else ""
        said = self._texts(f"vault.off.{why}") if why else ""
        item = state.draft
        pieces = state.form.given if writing else self._model.wish(item)[0] if item is not None else {}
        if not said and item is not None and grant_words.above_stock(item, pieces, state, self._texts):
            said = self._texts("vault.grant.short")
        for button in (self.change, self.decline):
            button.set_blocked(self._texts(f"vault.off.{why}") if why in ("offline", "written") else "")
        self.go.set_blocked(said)

    def _suggested(self, item: RequisitionFact, pieces: dict[str, int], because: str, state: VaultState) -> None:
        """Which pieces are proposed and why; that a row asks for more than the vault has is said first."""
        texts = self._texts
        short = grant_words.above_stock(item, pieces, state, texts)
        # While amounts are typed the rows have its room.
        self.suggested.setVisible(bool(short) or (bool(pieces) and state.form.act != "grant"))
        if short:
            self.suggested.set_words(texts("vault.grant.short"), short, "warn", "warning")
        elif pieces:
            amount = formats.money(grant_words.total(pieces))
            title = texts("vault.grant.suggested", amount=amount, n=sum(pieces.values()))
            said = texts(f"vault.grant.{because}", number=item.drawer_number)
            self.suggested.set_words(title, said, "info", "lightbulb")

    def _go(self) -> None:
        if self._model.state.form.act == "grant":
            self._model.forward()
        else:
            self._model.grant()

    def begin(self) -> None:
        """The focus goes to the first amount."""
        self.grid.focus_first()
        if not self.grid.edits:
            self.second.setFocus(Qt.FocusReason.OtherFocusReason)
