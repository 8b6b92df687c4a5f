"""Two sheets: what somebody may do alone, and what a role may do at all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from contract.base import Command
from contract.money import CURRENCIES
from contract.permissions import Permission, Role
from contract.staff import ChangeRole, LimitFact, SetLimit
from teller_app.glass.checkbox import Checkbox
from teller_app.glass.look import Look
from teller_app.glass.money_field import MoneyField
from teller_app.glass.select import Select
from teller_app.i18n import acts, formats
from teller_app.i18n.text import Texts
from teller_app.staff.model import StaffModel
from teller_app.staff.view_sheets import StaffSheet
from teller_app.staff.words import CURRENCY

ACTS = ("withdraw", "deposit", "transfer", "approve_without_code")
OWN = "person"
RIGHTS = tuple(right for right in Permission if right is not Permission.SYSTEM)


class LimitSheet(StaffSheet):
    """A bound of the person or of one of their roles: per transaction and, where one is typed, per day."""

    def __init__(self, look: Look, window: QWidget, texts: Texts, model: StaffModel) -> None:
        person = model.state.chosen
        assert person is not None
        super().__init__(look, window, texts, model, "limit", person.full_name)
        self._person, self._limits = person, model.state.limits
        owners = [(OWN, person.full_name), *((role.value, acts.role_words(role.value, texts)) for role in person.roles)]
        self.whose = Select(look, texts("act.line.whose"), owners)
        self.act = Select(look, texts("act.line.act"), [(act, acts.kind_words(act, texts)) for act in ACTS])
        self.currency = Select(
            look, texts("staff.field.currency"), [(code, _sign_and_code(code)) for code in CURRENCIES]
        )
        self.currency.set_key(CURRENCY)
        sign = formats.currency_sign(CURRENCY)
        self.per_transaction = MoneyField(look, texts("act.line.per_transaction"), sign)
        self.per_day = MoneyField(look, texts("staff.field.per_day"), sign)
        self.removed = Checkbox(look, texts("staff.field.removed"))
        self.add_content(self.whose)
        self.add_content(self.act)
        self.add_content(self.currency)
        self.add_content(self.per_transaction, focus=self.per_transaction)
        self.add_content(self.per_day)
        self.add_content(self.removed)
        self.finish()
        self.whose.chosen.connect(lambda key: self._show())
        self.act.chosen.connect(lambda key: self._show())
        self.currency.chosen.connect(lambda key: self._show())
        self._show()

    def _show(self) -> None:
        """The bound as it holds now is where one begins."""
        code = self.currency.key()
        for field in (self.per_transaction, self.per_day):
            field.set_currency(formats.currency_sign(code), CURRENCIES[code].decimals)
        now = next((fact for fact in self._limits if self._is_chosen(fact)), None)
        self.per_transaction.set_minor(now.per_transaction if now else None)
        self.per_day.set_minor(now.per_day if now else None)

    def _is_chosen(self, fact: LimitFact) -> bool:
        own = self.whose.key() == OWN
        whose = fact.user == self._person.user if own else fact.role is not None and fact.role.value == self.whose.key()
        return whose and fact.act == self.act.key() and fact.currency == self.currency.key()

    def command(self) -> Command:
        """Of the person or of the role."""
        own = self.whose.key() == OWN
        return SetLimit(act=self.act.key(), currency=self.currency.key(), per_transaction=self.per_transaction.minor() or 0,
                        per_day=self.per_day.minor(), removed=self.removed.isChecked(), user=self._person.user if own else None,
                        role=None if own else Role(self.whose.key()))  # fmt: skip


def _sign_and_code(code: str) -> str:
    """ "GHS, GH₵"; the code alone where there is no sign of its own."""
    sign = formats.currency_sign(code)
    return code if sign == code else f"{code}, {sign}"


class RoleSheet(StaffSheet):
    """The rights of one role, all of them at once: what is not marked it may not."""

    def __init__(self, look: Look, window: QWidget, texts: Texts, model: StaffModel) -> None:
        super().__init__(look, window, texts, model, "role", "")
        self._facts = {fact.role.value: fact for fact in model.state.roles}
        options = [(role, acts.role_words(role, texts)) for role in self._facts]
        self.role = Select(look, texts("act.line.role"), options)
        self.rights = {right: Checkbox(look, acts.right_words(right.value, texts)) for right in RIGHTS}
        self.everywhere = Checkbox(look, texts("act.line.everywhere"))
        self.add_content(self.role, focus=self.role)
        grid, place = QGridLayout(), QWidget()
        grid.setContentsMargins(0, 0, 0, 0)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        for at, box in enumerate(self.rights.values()):
            grid.addWidget(box, at // 2, at % 2, Qt.AlignmentFlag.AlignLeft)
        place.setLayout(grid)
        self.add_content(place)
        self.add_content(self.everywhere)
        self.finish()
        self.role.chosen.connect(lambda key: self._show())
        self._show()

    def _show(self) -> None:
        fact = self._facts.get(self.role.key())
        for right, box in self.rights.items():
            box.setChecked(fact is not None and right in fact.permissions)
        self.everywhere.setChecked(fact is not None and fact.everywhere)

    def command(self) -> Command:
        """All rights of the role."""
        rights = tuple(right for right, box in self.rights.items() if box.isChecked())
        return ChangeRole(role=Role(self.role.key()), permissions=rights, everywhere=self.everywhere.isChecked())
