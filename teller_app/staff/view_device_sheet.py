"""The sheet that admits a workstation by what its sign-in shows: its number and public key, pasted, a name and its branch."""

import re

from PySide6.QtWidgets import QWidget

from contract.base import Command
from contract.staff import AddDevice, DeviceKey
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.glass.select import Select
from teller_app.i18n.text import Texts
from teller_app.staff.model import StaffModel
from teller_app.staff.view_sheets import StaffSheet

NAME_MAX, SHOWN_MAX = 40, 200
_SHOWN = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s+([A-Za-z0-9_-]+)\s*\.\s*([A-Za-z0-9_-]+)")


class DeviceSheet(StaffSheet):
    """For a workstation at which nobody can ask by themselves. A manager of its branch agrees, as when it asks."""

    def __init__(self, look: Look, window: QWidget, texts: Texts, model: StaffModel) -> None:
        super().__init__(look, window, texts, model, "add_device", "")
        self.shown = Field(
            look, texts("staff.field.key"), icon="identification-card", code=True, hint=texts("staff.field.key_hint")
        )
        self.shown.edit.setMaxLength(SHOWN_MAX)
        self.name = Field(look, texts("staff.field.name"), icon="desktop-tower", placeholder="MKL-TELLER-07")
        self.name.edit.setMaxLength(NAME_MAX)
        branches = [(one.branch, one.name) for one in model.state.branches]
        self.branch = Select(look, texts("act.line.branch"), branches)
        mine = next((one.branch for one in model.state.people if one.user == model.state.user), "")
        if any(key == mine for key, _ in branches):
            self.branch.set_key(mine)
        self.add_content(self.shown, focus=self.shown)
        self.add_content(self.name)
        self.add_content(self.branch)
        self.finish()

    def command(self) -> Command:
        """What was typed; a key that is none stays in the command, and is told as the field that does not fit."""
        device, x, y = parts_of(self.shown.text())
        return AddDevice(
            device=device, name=self.name.text().strip(), branch=self.branch.key(), key=DeviceKey(x=x, y=y)
        )


def parts_of(shown: str) -> tuple[str, str, str]:
    """(number, X, Y) of "number X.Y" as the sign-in copies it; empty texts for anything else."""
    found = _SHOWN.fullmatch(shown.strip())
    return (found[1], found[2], found[3]) if found else ("", "", "")
