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


class SystemLook(QObject):
    """``fixed_theme`` and ``still`` are settings that stand above the system. Call ``apply`` after a choice here."""

    def __init__(
        self, look: Look, hints: QStyleHints, memory: Memory, fixed_theme: bool = False, still: bool = False
    ) -> None:
        super().__init__()
        self._look, self._hints, self._memory = look, hints, memory
        self._fixed, self._still = fixed_theme, still
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
        self._look.set_solid(wishes.contrastPreference() is Qt.ContrastPreference.HighContrast)
        still = wishes.motionPreference() is Qt.MotionPreference.ReducedMotion
        self._look.set_reduced_motion(self._still or still)
