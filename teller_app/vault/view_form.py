"""The right of picture 12: what is being written down, or what the chosen row can become."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout

from contract.buckets import Bucket
from contract.money import CURRENCIES
from teller_app.glass.alert import Alert
from teller_app.glass.bucket_grid import BucketGrid
from teller_app.glass.button import GlassButton
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.match_bar import MatchBar
from teller_app.glass.money_field import MoneyField
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.segmented import Segmented
from teller_app.glass.select import Select
from teller_app.glass.tab_order import stop_before
from teller_app.glass.telling import tell_trouble
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.vault import meeting, outlook, rules, words
from teller_app.vault.beside import second_here
from teller_app.vault.model import VaultModel
from teller_app.vault.state import VAULT, Form, VaultState
from teller_app.vault.view_giver import GiverFields

GRIDS = ("send", "receive", "exchange", "count", "lock", "ask", "micro", "handover", "surprise", "force",
         "sort", "impound")  # fmt: skip

NOTE_MAX, REASON_MAX = 140, 400
"""Characters of a note on what is sent or asked for, and of a reason."""


class FormPanel(GlassPanel):
    """One form for every act: the parts that an act does not need are away."""

    def __init__(self, look: Look, texts: Texts, model: VaultModel) -> None:
        super().__init__(look, texts("vault.form.none"))
        self._texts, self._model = texts, model
        self._act, self._told = "", model.state.tick
        self.nothing = EmptyState(look, "vault", texts("vault.form.none"), texts("vault.form.none_do"))
        self.confirm_line = Alert(look, "warn", "")
        self.source = Select(look, texts("vault.from"), icon="hand-withdraw")
        self.target = Select(look, texts("vault.to"), icon="hand-deposit")
        self.part = Segmented(look, (texts("vault.given"), texts("vault.taken")), texts("vault.exchange"), expand=True)
        self.amount = MoneyField(look, texts("vault.amount"), formats.currency_sign(model.state.currency))
        self.bucket_from = Select(look, texts("vault.bucket_from"))
        self.bucket_to = Select(look, texts("vault.bucket_to"))
        self._currency = model.state.currency
        self.grid = self._grid_in(self._currency)
        self.lasts = Lines(look, texts("vault.lasts"), tall=True)
        self.giver = GiverFields(look, texts, model.set_giver)
        self.total = MatchBar(look, texts("drawers.total"))
        self.second = Select(
            look,
            texts("vault.second"),
            icon="users",
            hint=texts("vault.second_hint"),
            placeholder=texts("vault.choose"),
        )
        self.reason = Field(look, texts("vault.reason"), icon="chat-text")
        self.problem = Alert(look, "neg", "")
        self.leave = GlassButton(look, texts("vault.leave"), "ghost", "x", "Ctrl+W")
        self.go = GlassButton(look, "", "primary", "check", "F9")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.rows = ScrollColumn(self.look, 160)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.source, 1)
        ends.addWidget(self.target, 1)
        self.rows.column.addLayout(ends)
        sorts = QHBoxLayout()
        sorts.setSpacing(8)
        sorts.addWidget(self.bucket_from, 1)
        sorts.addWidget(self.bucket_to, 1)
        self.rows.column.addLayout(sorts)
        for part in (self.part, self.amount, self.grid, self.lasts, self.giver, self.second, self.reason):
            self.rows.column.add(part)
        self.rows.column.addStretch(1)
        self.body.addWidget(self.nothing, 1)
        self.body.add(self.confirm_line)
        self.body.addWidget(self.rows, 1)
        self.body.add(self.total)
        self.body.add(self.problem)
        # Where somebody else's act waits for a yes there are no rows: the question keeps its height.
        self._spare = self.body.count()
        self.body.addStretch(0)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.go)
        self.body.addLayout(row)

    def _connect(self) -> None:
        model = self._model
        self.source.chosen.connect(lambda key: model.set_place(source=key))
        self.target.chosen.connect(lambda key: model.set_place(target=key))
        self.part.currentChanged.connect(lambda at: model.show_part("taken" if at else "given"))
        self.bucket_from.chosen.connect(lambda key: model.set_buckets(source=Bucket(key)))
        self.bucket_to.chosen.connect(lambda key: model.set_buckets(target=Bucket(key)))
        self.amount.changed.connect(lambda _: model.set_amount(*self.amount.read()))
        self.second.chosen.connect(model.set_second)
        self.reason.changed.connect(model.set_reason)
        self.leave.clicked.connect(model.leave)
        self.go.clicked.connect(model.forward)

    def render_state(self, state: VaultState) -> None:
        """The form, or the second person's question, or neither."""
        form, texts = state.form, self._texts
        beside = second_here(state) if not form.act else None
        asks = (state.waits_for_me or beside is not None) and not form.act
        self.nothing.setVisible(not form.act and not asks)
        comes = state.move is not None and meeting.receives(state, state.move)
        key = "vault.form.comes" if comes else "vault.form.none"
        self.nothing.set_words(texts(key), texts(f"{key}_do") if comes else words.to_do(state, f"{key}_do", texts))
        self.confirm_line.setVisible(asks)
        self.body.setStretch(self._spare, 1 if asks else 0)
        self.rows.setVisible(bool(form.act))
        self.leave.setVisible(bool(form.act))
        self.go.setVisible(bool(form.act) or asks)
        self.set_title(texts(f"vault.form.{form.act or ('beside' if beside else 'confirm' if asks else 'none')}"))
        if asks:
            self._asks(state, state.name(beside.second) if beside else "")
        self._parts(state)
        yes = texts("vault.go.beside", name=state.name(beside.second)) if beside else ""
        self.go.set_text(yes or texts(f"vault.go.{form.act or words.yes_to(state)}"))
        self.go.set_blocked("" if state.online else texts("vault.off.offline"))
        self.go.set_busy(state.busy)
        tell_trouble(self.problem, state, texts)
        self._to_what_is_missing(state)

    def follow(self, act: str) -> None:
        """Whoever begins another form stands in it at once, from wherever they began it."""
        if act != self._act:
            self._act = act
            if self.isVisible():
                self.begin()

    def _asks(self, state: VaultState, beside: str) -> None:
        """What this person is asked, or whoever stands ``beside`` them."""
        texts = self._texts
        if beside:
            counted = words.count_title(state.count, texts) if state.count else ""
            title = words.title(state.move, texts) if state.move else counted
            self.confirm_line.set_words(title, texts("vault.beside_do", name=beside))
        elif state.opening is not None:
            name, because = state.name(state.opening.cashier), state.opening.refused
            said = texts("vault.take_back_do" if because else "vault.sign_do", name=name, because=because)
            self.confirm_line.set_words(words.opening_title(state.opening, texts), said)
        elif state.slip is not None:
            said = texts("vault.slip_do", name=state.name(state.slip.cashier))
            self.confirm_line.set_words(words.slip_title(state.slip, texts), said)
        elif state.count is not None:
            key = "vault.handover_do" if state.takes_over else "vault.witness_do"
            said = texts(key, name=state.name(state.count.by))
            self.confirm_line.set_words(words.count_title(state.count, texts), said)
        elif state.move is not None:
            said = texts("vault.confirm_do", name=state.name(state.move.receiver or state.move.maker))
            # All of what the yes is about: beside the list there is room for one line.
            sides = (words.pieces_words(side, texts) for side in words.weighed(state.move))
            pieces = " ⇄ ".join(side for side in sides if side)
            about = ". ".join(part for part in (pieces, words.off_words(state.move, texts)) if part)
            self.confirm_line.set_words(words.title(state.move, texts), f"{said} {about}")

    def _grid_in(self, currency: str) -> BucketGrid:
        grid = BucketGrid(self.look, self._texts, currency, row_height=40)
        grid.changed.connect(lambda total, pieces: self._model.set_counts(grid.counts()))
        grid.finished.connect(self._after_the_count)
        return grid

    def _after_the_count(self) -> None:
        """Enter on the last piece goes on to what the form asks next."""
        asked = (self.giver.name.edit, self.second, self.reason.edit)
        after = next((part for part in asked if part.isVisible()), self.go)
        after.setFocus(Qt.FocusReason.TabFocusReason)

    def _count_in(self, currency: str) -> None:
        """Another currency has other notes: another grid in the same place, and another sign at the amount."""
        if currency == self._currency:
            return
        before, self._currency = self.grid, currency
        self.grid = self._grid_in(currency)
        self.rows.column.replaceWidget(before, self.grid)
        before.hide()
        before.deleteLater()
        stop_before(self.second, self.grid.stops())
        self.amount.set_currency(formats.currency_sign(currency), CURRENCIES[currency].decimals)

    def _parts(self, state: VaultState) -> None:
        form = state.form
        self._count_in(state.counted_in)
        ends = form.act in ("send", "exchange")
        places = form.act in ("surprise", "force") or (form.act == "sort" and len(rules.sources(state, form.act)) > 1)
        self.source.setVisible(ends or places)
        for select in (self.bucket_from, self.bucket_to):
            select.setVisible(form.act == "sort")
        self._lasting(state, form)
        self.giver.setVisible(form.act == "impound")
        self.giver.show_form(form)
        self.target.setVisible(ends)
        self.part.setVisible(form.act == "exchange")
        self.grid.set_buckets(rules.buckets_of(form), coins=form.act not in ("sort", "impound"))
        self.amount.setVisible(form.act == "ask")
        self.grid.setVisible(form.act in GRIDS)
        self.total.setVisible(form.act in GRIDS)
        self.second.setVisible(rules.needs_second(state, form))
        self.reason.setVisible(form.act != "unlock")
        self._selects(state, form)
        with QSignalBlocker(self.part):
            self.part.setCurrentIndex(1 if form.part == "taken" else 0)
        if self.grid.counts() != {face: count for face, count in form.counts.items() if count}:
            with QSignalBlocker(self.grid):
                self.grid.set_counts(form.counts)
        self.reason.edit.setMaxLength(NOTE_MAX if form.act in ("send", "ask") else REASON_MAX)
        if self.reason.text() != form.reason:
            self.reason.set_text(form.reason)
        if form.act == "ask":
            error = self._texts.for_code(form.amount_error).title if form.amount_error else ""
            with QSignalBlocker(self.amount):
                self.amount.show_typed(form.amount, error)
        self._total(state, form)

    def _lasting(self, state: VaultState, form: Form) -> None:
        """How long the drawer lasts with what it is about to be sent: for those who may see what it holds."""
        known = state.totals.get(form.target) if form.act == "send" and form.source == VAULT else None
        found = outlook.lasting(state.forecast, form.target, known.pieces, form.given, self._texts) if known else []
        self.lasts.setVisible(bool(found))
        self.lasts.set_lines(
            [Line(words.piece_words(face, self._texts), said, until, color="warn" if short else "text")
             for face, said, until, short in found]
        )  # fmt: skip

    def _selects(self, state: VaultState, form: Form) -> None:
        texts = self._texts
        self.source.set_label(texts("vault.which" if form.act in ("surprise", "force") else "vault.from"))
        if self.source.isVisibleTo(self):
            for select, keys, key in (
                (self.source, rules.sources(state, form.act), form.source),
                (self.target, rules.targets(state, form), form.target),
            ):
                with QSignalBlocker(select):
                    select.set_options([(item, words.place_of(item, state, texts)) for item in keys])
                    select.set_key(key)
        if form.act == "sort":
            for select, buckets, bucket in (
                (self.bucket_from, rules.sort_sources(form), form.bucket_from),
                (self.bucket_to, rules.sort_targets(form), form.bucket_to),
            ):
                with QSignalBlocker(select):
                    select.set_options([(item.value, texts(f"bucket.{item.value}")) for item in buckets])
                    select.set_key(bucket.value)
        with QSignalBlocker(self.second):
            self.second.set_options([(person.user, person.full_name) for person in rules.seconds(state, form)])
            self.second.set_key(form.second)

    def _total(self, state: VaultState, form: Form) -> None:
        pieces = sum(form.counts.values())
        # A doubtful note is worth nothing to its giver until it was examined, whatever is printed on it.
        kept = form.act == "impound"
        worth = 0 if kept else self.grid.total()
        figure = formats.money_with_sign(worth, state.counted_in)
        self.total.show_state(
            "total",
            self._texts("vault.given_for_kept" if kept else "drawers.total"),
            self._texts("drawers.pieces", n=pieces),
            figure,
        )

    def _to_what_is_missing(self, state: VaultState) -> None:
        """Who is told what is missing writes it now: in a low window its field may be out of sight."""
        fresh, self._told = state.tick != self._told, state.tick
        fields = {
            "second_missing": self.second,
            "reason_missing": self.reason.edit,
            "giver_missing": self.giver.name.edit,
        }
        field = fields.get(state.problem) if fresh else None
        if field is not None and field.isVisible():
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """The focus goes where the form begins."""
        reason = Qt.FocusReason.OtherFocusReason
        if self.source.isVisible():
            self.source.setFocus(reason)
        elif self.amount.isVisible():
            self.amount.setFocus(reason)
        elif self.grid.isVisible():
            self.grid.focus_first()
        elif self.second.isVisible():
            self.second.setFocus(reason)
        elif self.reason.isVisible():
            self.reason.setFocus(reason)
