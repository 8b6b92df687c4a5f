"""Workstations, those that ask to be let in first, and behind a second tab the sign-ins that go on."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSignalBlocker

from contract.approvals import RequestFact
from contract.doors import SessionView
from contract.staff import DeviceFact
from teller_app.glass.button import GlassButton
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segmented
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Lead, Person, Row, Status
from teller_app.i18n import acts, formats
from teller_app.i18n.text import Texts
from teller_app.staff import words
from teller_app.staff.model import StaffModel
from teller_app.staff.state import StaffState, body_of

DEVICES, SESSIONS = 0, 1


class DevicesPanel(GlassPanel):
    """F5 decides about one that asks, F6 revokes one that is in use."""

    def __init__(self, look: Look, texts: Texts, model: StaffModel, today: Callable[[], date]) -> None:
        super().__init__(look, texts("staff.devices"), rows=DataTable.gutter)
        self._texts, self._model, self._today = texts, model, today
        self._shown: object = None
        names = (texts("staff.devices"), texts("staff.sessions"))
        self.tabs = Segmented(look, names, texts("staff.devices_sessions"), low=True)
        self.table = DataTable(look, self._columns("device"), texts("staff.devices"), typing="filter")
        self.sessions = DataTable(look, self._columns("session"), texts("staff.sessions"), typing="filter")
        self.none = EmptyState(look, "desktop-tower", texts("staff.sessions_none"), texts("staff.sessions_none_do"))
        self.add = GlassButton(look, texts("staff.key.add"), "ghost", key="Shift+F3", size="s")
        self.readmit = GlassButton(look, texts("staff.key.readmit"), "secondary", "check", "Ctrl+Shift+R", size="s")
        self.rename = GlassButton(look, texts("staff.key.rename"), "ghost", key="Shift+F6", size="s")
        self.decide = GlassButton(look, texts("staff.key.decide"), "secondary", "seal-check", "F5", size="s")
        self.revoke = GlassButton(look, texts("staff.key.revoke"), "decline", "x", "F6", size="s")
        self.end = GlassButton(look, texts("staff.key.end"), "decline", "x", "Ctrl+W", size="s")
        for button, call in ((self.add, lambda: model.begin("add")), (self.readmit, lambda: model.begin("readmit")),
                             (self.rename, lambda: model.begin("rename")), (self.decide, model.decide),
                             (self.revoke, lambda: model.begin("revoke")), (self.end, model.end_session)):  # fmt: skip
            self.add_action(button)
            button.clicked.connect(call)
        self.add_action(self.tabs)
        # After the head's controls, because the Tab key goes in the order in which they came here.
        for part in (self.table, self.sessions, self.none):
            self.body.addWidget(part, 1)
        self.tabs.currentChanged.connect(lambda at: self._show(model.state))
        self.table.current_changed.connect(model.choose_device)
        self.sessions.current_changed.connect(model.choose_session)

    def _columns(self, kind: str) -> tuple[Column, ...]:
        texts = self._texts
        first = Column(texts(f"staff.column.{kind}"), sorts=True)
        second = Column(texts("staff.column.signed_in" if kind == "device" else "staff.column.at"), 170)
        return (first, second, Column(texts("staff.column.seen"), 110, "dim", optional=True),
                Column(texts("staff.column.state"), 150, optional=kind == "session"))  # fmt: skip

    def render_state(self, state: StaffState) -> None:
        """Rows only when they are others."""
        mark = (state.devices, state.seen, state.sessions, state.requests, state.branches, state.people)
        if mark != self._shown:
            self._shown = mark
            rows = [self._asking(state, request) for request in state.asked_devices]
            rows += [self._device(state, device) for device in state.devices]
            with QSignalBlocker(self.table), QSignalBlocker(self.sessions):
                self.table.set_rows(rows)
                self.sessions.set_rows([self._session(session) for session in state.sessions])
        for table, key in ((self.table, state.device), (self.sessions, state.session)):
            if table.current_key() != key:
                with QSignalBlocker(table):
                    table.select_key(key)
        self.tabs.set_label(DEVICES, self._texts("staff.devices_n", n=sum(one.active for one in state.devices)))
        self.tabs.set_label(SESSIONS, self._texts("staff.sessions_n", n=len(state.sessions)))
        for intent in ("add", "readmit", "rename", "decide", "revoke", "end"):
            why = self._model.why_off(intent)
            getattr(self, intent).set_blocked(self._texts(f"staff.off.{why}") if why else "")
        self._show(state)

    def _show(self, state: StaffState) -> None:
        seen = self.tabs.currentIndex() == SESSIONS
        self.table.setVisible(not seen)
        self.sessions.setVisible(seen and bool(state.sessions))
        self.none.setVisible(seen and not state.sessions)
        stopped = state.is_stopped(state.device)
        # What is about one workstation stands there once one is chosen, instead of what is about none.
        self.add.setVisible(not seen and state.may_change_devices and not state.device)
        self.readmit.setVisible(not seen and state.may_change_devices and stopped)
        self.rename.setVisible(not seen and not stopped and state.may_change_devices and bool(state.device))
        self.decide.setVisible(not seen and state.may_decide)
        self.revoke.setVisible(not seen and state.may_oversee)
        self.end.setVisible(seen and state.may_oversee)

    def _asking(self, state: StaffState, request: RequestFact) -> Row:
        body, texts = body_of(request), self._texts
        said = " · ".join(acts.words_to_compare(request))
        lead = Lead("desktop-tower", "info", str(body.get("name", "")), said or texts("staff.device.code_right"))
        cells = (lead, request.maker_name, formats.when(request.at, self._texts.language, self._today()),
                 Status(texts("staff.device.asks"), "warn"))  # fmt: skip
        return Row(request.request, cells)

    def _device(self, state: StaffState, device: DeviceFact) -> Row:
        seen = state.seen.get(device.device)
        said, tone = words.device_status(state, device, self._texts)
        lead = Lead("desktop-tower", tone, device.name, words.branch(state, device.branch))
        who = seen.full_name if seen else formats.EM_DASH
        return Row(
            device.device,
            (
                lead,
                who,
                formats.when(seen.last_at if seen else "", self._texts.language, self._today()),
                Status(said, tone),
            ),
        )

    def _session(self, session: SessionView) -> Row:
        texts, today = self._texts, self._today()
        face = Person(session.full_name, formats.initials(session.full_name), session.user[-6:],
                      words.session_line(session, texts, today))  # fmt: skip
        said = texts("staff.session.this" if session.current else "staff.session.on")
        cells = (face, session.device_name or formats.EM_DASH, formats.when(session.last_at, self._texts.language, today),
                 Status(said, "accent" if session.current else "pos"))  # fmt: skip
        return Row(session.session, cells)
