"""The chosen request: what is asked, why it needs a second person, and the two answers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from contract.approvals import RequestState
from teller_app.approvals import checks, lists, words
from teller_app.approvals.contents import asked
from teller_app.approvals.model import ApprovalsModel
from teller_app.approvals.state import ApprovalsState
from teller_app.approvals.view_around import AroundCard, ThreadCard
from teller_app.approvals.view_head import RequestHead
from teller_app.approvals.view_holder import HolderCard, Pictures
from teller_app.approvals.view_insight import YearCard
from teller_app.approvals.view_usual import UsualReasons
from teller_app.glass.alert import Alert
from teller_app.glass.amounts import parse_minor
from teller_app.glass.button import GlassButton
from teller_app.glass.check_row import CheckRow
from teller_app.glass.compare_words import CompareWords
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.labels import Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.signatories import Specimens
from teller_app.glass.telling import tell_trouble
from teller_app.glass.timeline import Timeline
from teller_app.i18n import formats
from teller_app.i18n.acts import words_to_compare
from teller_app.i18n.text import Texts


class DetailPanel(GlassPanel):
    """One request. Its own maker sees what can be done with it instead of the answers."""

    def __init__(
        self, look: Look, texts: Texts, model: ApprovalsModel, pictures: Pictures, specimens: Specimens
    ) -> None:
        super().__init__(look)
        self._texts, self._model = texts, model
        self._shown: object = None
        self.nothing = EmptyState(look, "seal-check", texts("approvals.choose"), texts("approvals.choose_do"))
        self.head = RequestHead(look, texts)
        self.why_title = Text(look, texts("approvals.why"), "body-strong")
        self.whys = QVBoxLayout()
        self.reasons: list[Alert] = []
        self.rows = ScrollColumn(look, name=texts("approvals.one"))
        self.compare = CompareWords(look, texts("approvals.compare"))
        self.compare_do = Text(look, "", "body", "text2", wrap=True)
        self.asked = Lines(look, texts("approvals.content"))
        self.holder = HolderCard(look, texts, pictures, specimens)
        self.year = YearCard(look, texts)
        self.checks = CheckRow(look, texts("approvals.checks"))
        self.timeline = Timeline(look, texts("approvals.timeline"))
        self.talk, self.around = ThreadCard(look, texts), AroundCard(look, texts)
        self.usual = UsualReasons(look, texts, model)
        self.usual.other.clicked.connect(self._own_words)
        self.outcome = Alert(look, "info", "")
        self.problem = Alert(look, "neg", "")
        self.reason = Field(look, placeholder=texts("approvals.reason_hint"), icon="chat-text")
        self.reason.set_name(texts("approvals.reason"))
        self.reason.edit.setMaxLength(400)
        self.reason.changed.connect(model.set_reason)
        self.less = Field(look, texts("approvals.less"), placeholder=texts("approvals.less_hint"), icon="coins")
        self.less.changed.connect(lambda text: model.set_less(self._minor(text)))
        self.ask = GlassButton(look, texts("approvals.ask"), "secondary", "chat-text", "Ctrl+I")
        self.decline = GlassButton(look, texts("approvals.decline"), "decline", "x", "Ctrl+D")
        self.withdraw = GlassButton(look, texts("approvals.withdraw"), "decline", "x", "Ctrl+W")
        self.approve = GlassButton(look, texts("approvals.approve"), "primary", "check", "Ctrl+Enter")
        self.pay = GlassButton(look, "", "primary", "coins", "F9")
        self._lay_out()
        look.follow(self._fit)
        self._fit()

    def _fit(self) -> None:
        """In a low window the reasons need the height: they stand closer and without a heading."""
        self.body.setSpacing(self.look.pick(12, 6))
        self.rows.column.setSpacing(self.look.pick(12, 8))
        self.whys.setSpacing(self.look.pick(8, 4))
        self.render_state(self._model.state)

    def _lay_out(self) -> None:
        model = self._model
        self.body.addWidget(self.nothing, 1)
        self.body.add(self.head)
        self.body.add(self.why_title)
        self.rows.column.addLayout(self.whys)
        self.rows.column.addWidget(self.talk)
        for below in (self.compare_do, self.compare, self.asked):
            self.rows.column.addWidget(below)
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addWidget(self.holder, 9)
        beside.addWidget(self.year, 5)
        self.rows.column.addLayout(beside)
        for under in (self.checks, self.timeline, self.around):
            self.rows.column.addWidget(under)
        self.rows.column.addStretch(1)
        self.body.add(self.rows, 1)
        for low in (self.outcome, self.problem, self.less, self.usual, self.reason):
            self.body.add(low)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button, call in ((self.decline, model.decline), (self.withdraw, model.withdraw), (self.ask, model.say)):
            row.addWidget(button)
            button.clicked.connect(call)
        row.addStretch(1)
        for button, call in ((self.approve, model.approve), (self.pay, model.pay)):
            row.addWidget(button)
            button.clicked.connect(call)
        self.body.addLayout(row)

    def render_state(self, state: ApprovalsState) -> None:
        """The chosen request, or that there is none."""
        request, texts = state.chosen, self._texts
        self.nothing.setVisible(request is None)
        self.why_title.setVisible(request is not None and not self.look.compact)
        self.rows.setVisible(request is not None)
        self.why_title.setText(texts("approvals.why_you" if state.may_decide else "approvals.why"))
        self.setAccessibleName(words.who(request, texts) if request else texts("approvals.choose"))
        self._reasons(state)
        self.head.render_state(state)
        self.holder.show_holder(state.customer if request is not None else None, state.mandate, request)
        self.year.show_insight(request, state.insight)
        found = checks.checks(state, texts)
        self.checks.setVisible(bool(found))
        self.checks.set_checks(found)
        said = words_to_compare(request) if request is not None else ()
        self.compare.setVisible(bool(said))
        self.compare_do.setVisible(bool(said))
        self.compare.set_words(said)
        if request is not None and said:
            self.compare_do.setText(texts("approvals.compare_do", name=request.maker_name))
        content = asked(request, state.places, texts) if request is not None else []
        self.asked.setVisible(bool(content))
        self.asked.set_lines([Line(name, figure=value) for name, value in content])
        self.talk.show_thread(state.thread if request is not None else ())
        self.around.render_state(state)
        happened = lists.timeline(request, state.thread) if request is not None else ()
        self.timeline.setVisible(bool(happened))
        self.timeline.set_moments(words.moments(happened, texts))
        self.usual.render_state(state)
        self._outcome(state)
        self._buttons(state)
        self._problem(state)

    def _own_words(self) -> None:
        """Whatever no usual reason says: behind what stands there."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.edit.end(False)

    def call_back(self) -> None:
        """F7: that the customer was called goes into the note, with number and time."""
        self.usual.call_back()

    def _reasons(self, state: ApprovalsState) -> None:
        """An alert for each reason, and for what the account's year makes noticeable; made again only when they are others."""
        request, insight = state.chosen, state.insight
        whys = request.reasons if request else ()
        currency = request.currency if request else ""
        noticed = tuple(part for part in insight.parts if part.code in words.SEEN_BY_SERVER) if insight else ()
        if (whys, noticed, currency) == self._shown:
            return
        self._shown = (whys, noticed, currency)
        for old in self.reasons:
            self.whys.removeWidget(old)
            old.hide()
            old.deleteLater()
        said = [words.why_words(why, currency, self._texts) for why in whys]
        found = [
            Alert(self.look, tone, text.title, text.what_to_do, words.reason_icon(why.code, why.about))
            for (text, tone), why in zip(said, whys, strict=True)
        ]
        found += [
            Alert(self.look, "warn", *words.part_words(part, request, self._texts), words.reason_icon(part.code))
            for part in noticed
            if request is not None
        ]
        self.reasons = found
        for alert in found:
            self.whys.addWidget(alert)

    def _outcome(self, state: ApprovalsState) -> None:
        texts, request, mine = self._texts, state.chosen, state.mine
        coded = state.why_not_decided == "offline" and request is not None and request.kind == "withdraw"
        self.outcome.setVisible(coded or (request is not None and (mine or not state.waits)))
        if request is None:
            return
        if coded:
            self.outcome.set_words(texts("approvals.code_possible"), texts("approvals.code_possible_do"), "info")
        elif mine and request.state is RequestState.AWAITING:
            asked = texts("approvals.yours_asked") if request.asks else texts("approvals.yours_do")
            self.outcome.set_words(words.holder_words(request, texts), asked, "warn" if request.asks else "info")
        elif mine and request.is_permit and request.state is RequestState.APPROVED:
            until = words.time_words(request.expires_at)
            upto = formats.money_with_sign(request.ceiling or request.amount, request.currency)
            title = texts("approvals.ready_less", amount=upto) if request.ceiling else texts("approvals.ready")
            self.outcome.set_words(title, texts("approvals.ready_do", at=until), "warn" if request.ceiling else "pos")
        elif request.state is not RequestState.AWAITING:
            _, tone = words.state_words(request, texts)
            known = tone if tone in ("pos", "neg", "warn") else "info"
            self.outcome.set_words(texts(f"approvals.state_of.{request.state.value}"), request.reason, known)

    def _buttons(self, state: ApprovalsState) -> None:
        texts, request = self._texts, state.chosen
        decides = state.waits and not state.mine and state.may_decide
        for part in (self.approve, self.decline):
            part.setVisible(decides)
        speaks = state.waits and (state.mine or state.may_decide)
        self.reason.setVisible(speaks)
        self.ask.setVisible(speaks)
        self.ask.set_text(texts("approvals.answer" if state.mine else "approvals.ask"))
        self.less.setVisible(decides and state.lessening)
        self.withdraw.setVisible(state.can_withdraw)
        self.pay.setVisible(state.can_pay)
        self._label(state)
        offline = "" if state.online else texts("approvals.off.offline")
        empty = "" if state.reason.strip() else texts("approvals.off.reason")
        self.approve.set_blocked(offline or (empty if state.reason_needed else ""))
        self.decline.set_blocked(offline or empty)
        self.ask.set_blocked(offline or empty)
        self.withdraw.set_blocked(offline)
        for button in (self.approve, self.decline, self.withdraw, self.ask):
            button.set_busy(state.busy)
        if self.reason.text() != state.reason:
            self.reason.set_text(state.reason)
        if not state.lessening and self.less.text():
            self.less.set_text("")
        if request is not None:
            self.less.set_suffix(request.currency)

    def _label(self, state: ApprovalsState) -> None:
        texts, request = self._texts, state.chosen
        amount = words.amount_words(request) if request else ""
        if request is not None and state.lessening and state.less:
            amount = formats.money_with_sign(state.less, request.currency)
        self.approve.set_text(
            texts("approvals.approve_amount", amount=amount) if amount else texts("approvals.approve")
        )
        due = formats.money_with_sign(request.ceiling, request.currency) if request and request.ceiling else amount
        self.pay.set_text(texts("approvals.pay", amount=due))

    @staticmethod
    def _minor(text: str) -> int | None:
        found = parse_minor(text, 2)
        return found if isinstance(found, int) else None

    def _problem(self, state: ApprovalsState) -> None:
        missing = state.problem == "reason_missing"
        tell_trouble(self.problem, state, self._texts, {"reason_missing"})
        self.reason.set_error(self._texts.for_code("reason_missing").what_to_do if missing else "")
