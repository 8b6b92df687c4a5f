"""The sheet of a person: a new one, or other roles, branch, name or phone of one who is here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from contract.base import Command
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddUser, ChangeUser
from teller_app.glass.checkbox import Checkbox
from teller_app.glass.field import Field
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GUTTER
from teller_app.glass.select import Select
from teller_app.i18n import acts
from teller_app.i18n.text import Texts
from teller_app.staff import words
from teller_app.staff.model import StaffModel
from teller_app.staff.view_sheets import StaffSheet


class PersonSheet(StaffSheet):
    """``new``, or the person that the sheet is about."""

    def __init__(self, look: Look, window: QWidget, texts: Texts, model: StaffModel) -> None:
        self._about = model.state.sheet.about
        person = next((one for one in model.state.people if one.user == self._about), None)
        super().__init__(look, window, texts, model, "person" if person else "new", person.full_name if person else "")
        self._user = person.user if person else new_id()
        self.full_name = Field(look, texts("act.line.name"), icon="user", value=person.full_name if person else "")
        self.username = Field(look, texts("act.line.username"), placeholder="efua.owusu")
        self.number = Field(look, texts("act.line.staff_number"), placeholder="TLR-0417", code=True)
        hint = words.phone_now(person, texts) if person else ""
        self.phone = Field(look, texts("act.line.phone"), icon="phone", placeholder="+233244187306", hint=hint)
        self.lost = Checkbox(look, texts("staff.field.phone_lost"))
        options = [(one.branch, one.name) for one in model.state.branches]
        self.branch = Select(look, texts("act.line.branch"), options)
        self.roles = {role: Checkbox(look, acts.role_words(role.value, texts)) for role in Role}
        if person:
            self.branch.set_key(person.branch)
            for role in person.roles:
                self.roles[role].setChecked(True)
        self._fill(look, new=person is None)

    def _fill(self, look: Look, new: bool) -> None:
        self.add_content(self.full_name, focus=self.full_name)
        if new:
            self.add_content(self.username)
            self.add_content(self.number)
        for part in (self.lost,) if new else (self.username, self.number):
            part.setParent(self)
            part.hide()
        self.add_content(self.phone)
        if not new:
            self.add_content(self.lost)
        self.add_content(self.branch)
        grid, place = QGridLayout(), QWidget()
        grid.setContentsMargins(0, 0, 0, 0)
        said = Text(look, self.texts("act.line.roles"), "caption", "text2")
        said.setContentsMargins(GUTTER, 0, GUTTER, 0)
        grid.addWidget(said, 0, 0, 1, 2)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        for at, box in enumerate(self.roles.values()):
            grid.addWidget(box, 1 + at // 2, at % 2, Qt.AlignmentFlag.AlignLeft)
        place.setLayout(grid)
        self.add_content(place)
        self.finish()

    def command(self) -> Command:
        """Everything that was typed; the server says what does not fit together."""
        roles = tuple(role for role, box in self.roles.items() if box.isChecked())
        name, phone = self.full_name.text().strip(), self.phone.text().replace(" ", "")
        if self._about:
            return ChangeUser(user=self._user, roles=roles, branch=self.branch.key(), full_name=name, phone=phone,
                              phone_lost=self.lost.isChecked())  # fmt: skip
        return AddUser(user=self._user, username=self.username.text().strip().lower(), full_name=name, roles=roles, phone=phone,
                       staff_number=self.number.text().strip(), branch=self.branch.key())  # fmt: skip
