"""Staff and audit (picture 20): people over roles at the left, workstations over the audit trail at the right; tabs where it is narrow."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.glass.beside import Beside, Part
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.staff.model import SHEETS, StaffModel
from teller_app.staff.state import Sheet, StaffState
from teller_app.staff.view_bounds import LimitSheet, RoleSheet
from teller_app.staff.view_device_sheet import DeviceSheet
from teller_app.staff.view_devices import SESSIONS, DevicesPanel
from teller_app.staff.view_people import PEOPLE, WAITING, PeoplePanel
from teller_app.staff.view_person import PersonSheet
from teller_app.staff.view_roles import RolesPanel
from teller_app.staff.view_sheets import SecretSheet, StaffSheet, WordSheet
from teller_app.staff.view_trail import TrailPanel

WIDE_FROM = 1400
PLACES = {"people": 0, "roles": 1, "devices": 2, "trail": 3}
_OF_DEVICES = frozenset({"add", "rename", "revoke", "readmit", "end"})


class StaffView(QWidget):
    """Renders ``StaffState``. Whoever only looks has the same without the buttons."""

    def __init__(self, look: Look, texts: Texts, model: StaffModel, today: Callable[[], date]) -> None:
        super().__init__()
        self._look, self._texts, self._model = look, texts, model
        self._opened = Sheet()
        self.sheet: StaffSheet | None = None
        self.secret: SecretSheet | None = None
        self.people = PeoplePanel(look, texts, model, today)
        self.roles = RolesPanel(look, texts, model)
        self.devices = DevicesPanel(look, texts, model, today)
        self.trail = TrailPanel(look, texts, model, today)
        parts = (
            Part(texts("staff.people"), self.people, 640, "users", high=522),
            Part(texts("staff.roles"), self.roles, 640, "identification-card", below=True, high=386),
            Part(texts("staff.devices"), self.devices, 1004, "desktop-tower", high=300),
            Part(texts("staff.trail"), self.trail, 1004, "receipt", below=True, high=608),
        )
        self.parts = Beside(look, texts("staff.title"), parts, WIDE_FROM)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: StaffState) -> None:
        """All four panels, and the sheet that is open."""
        self.people.render_state(state)
        self.roles.render_state(state)
        self.devices.render_state(state)
        self.trail.render_state(state)
        self._sheets(state)

    def _sheets(self, state: StaffState) -> None:
        """Sheets lie over the whole window, so they are made when there is one."""
        if state.sheet != self._opened:
            self._opened = state.sheet
            before, self.sheet = self.sheet, self._make(state.sheet) if state.sheet.kind else None
            if before is not None:
                before.close_layer()
                before.deleteLater()
            if self.sheet is not None:
                self.sheet.open()
        if self.sheet is not None:
            self.sheet.render_state(state)
        if (state.secret is None) != (self.secret is None):
            before_secret, self.secret = self.secret, None
            if before_secret is not None:
                before_secret.close_layer()
                before_secret.deleteLater()
            elif state.secret is not None:
                self.secret = SecretSheet(self._look, self.window(), self._texts, self._model)
                self.secret.open()

    def _make(self, sheet: Sheet) -> StaffSheet:
        look, window, texts, model = self._look, self.window(), self._texts, self._model
        if sheet.kind in ("new", "person"):
            return PersonSheet(look, window, texts, model)
        if sheet.kind == "limit":
            return LimitSheet(look, window, texts, model)
        if sheet.kind == "role":
            return RoleSheet(look, window, texts, model)
        if sheet.kind == "add_device":
            return DeviceSheet(look, window, texts, model)
        return WordSheet(look, window, texts, model, sheet.kind)

    # -- keys ----------------------------------------------------------------------------------------------------

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        model = self._model
        if self.why_off(intent):
            return False
        if intent in SHEETS or intent == "edit":
            self._show("devices" if intent in _OF_DEVICES else "people")
            return model.begin(intent)
        if intent in ("trail", "verify", "export"):
            return self._trail(intent)
        if intent == "find":
            self._show("people")
            self.people.tabs.setCurrentIndex(PEOPLE)
            self.people.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        calls = {"decide": model.decide, "secret": model.draw_secret, "end": model.end_session}
        return calls[intent]() if intent in calls else self._turn(intent)

    def _trail(self, intent: str) -> bool:
        self._show("trail")
        if intent == "verify":
            return self._model.trail.verify()
        if intent == "export":
            self.trail.ask_file()
        else:
            self.trail.find_line()
        return True

    def _turn(self, intent: str) -> bool:
        """The other side of a panel with two."""
        if intent == "sessions":
            self._show("devices")
            self.devices.tabs.setCurrentIndex(SESSIONS - self.devices.tabs.currentIndex())
            part: QWidget = (
                self.devices.sessions if self.devices.tabs.currentIndex() == SESSIONS else self.devices.table
            )
        elif intent == "waiting":
            self._show("people")
            self.people.tabs.setCurrentIndex(WAITING - self.people.tabs.currentIndex())
            part = self.people.waiting if self.people.tabs.currentIndex() == WAITING else self.people.table
        else:
            return False
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _show(self, place: str) -> None:
        self.parts.go(PLACES[place])

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        if intent in ("sessions", "waiting"):
            return ""
        why = self._model.why_off(intent)
        return self._texts(f"staff.off.{why}") if why else ""

    def enter(self) -> None:
        """The people have the focus, and what no fact states is asked anew."""
        self.people.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._model.look()

    def leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True
