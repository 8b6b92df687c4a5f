"""The system's wishes, followed while the app runs: theme, contrast, motion. What a person chose here wins."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStyleHints

from teller_app.glass.look import Look
from teller_app.shell.memory import Memory

THEMES = ("dark", "light")


def system_theme(hints: QStyleHints) -> str:
    """ "light" only where the system says so: an unknown scheme is dark, as on a platform without one."""
    return "light" if hints.colorScheme() is Qt.ColorScheme.Light else "dark"


def wants_solid(setting: str, contrast: bool, remote: bool, slow: bool) -> bool:
    """Whether plates are opaque (LOOK 9): as the setting says, else for high contrast, remote desktop, slow machines."""
    return setting == "always" or (setting == "auto" and (contrast or remote or slow))


class SystemLook(QObject):
    """``fixed_theme``, ``still`` and ``solid`` are settings that stand above the system. Call ``apply`` after a choice here.

    ``solid`` is "auto", "always" or "never"; ``remote`` says that the window is shown elsewhere, ``slow`` may be found
    out later.
    """

    def __init__(
        self,
        look: Look,
        hints: QStyleHints,
        memory: Memory,
        fixed_theme: bool = False,
        still: bool = False,
        solid: str = "auto",
        remote: bool = False,
    ) -> None:
        super().__init__()
        self._look, self._hints, self._memory = look, hints, memory
        self._fixed, self._still, self._solid, self._remote = fixed_theme, still, solid, remote
        self._slow = False
        hints.colorSchemeChanged.connect(self.apply)
        wishes = hints.accessibility()
        wishes.contrastPreferenceChanged.connect(self.apply)
        if hasattr(wishes, "motionPreferenceChanged"):
            wishes.motionPreferenceChanged.connect(self.apply)

    @property
    def follows(self) -> bool:
        """Whether the theme is the system's now."""
        return not self._fixed and self._memory.now.theme not in THEMES

    def apply(self) -> None:
        """Look as the system wants it now; the change of the theme fades as any other."""
        if self.follows:
            self._look.set_theme(system_theme(self._hints))
        wishes = self._hints.accessibility()
        contrast = wishes.contrastPreference() is Qt.ContrastPreference.HighContrast
        self._look.set_solid(wants_solid(self._solid, contrast, self._remote, self._slow))
        still = wishes.motionPreference() is Qt.MotionPreference.ReducedMotion
        self._look.set_reduced_motion(self._still or still or self._remote)

    def found_pace(self, slow: bool) -> None:
        """What was measured once the window stood: glass gives way where this machine cannot afford it."""
        self._slow = slow
        self.apply()
