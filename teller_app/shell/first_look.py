"""How the window looks and speaks as it opens: what the settings ask for, else what was chosen here last, else the system's wishes."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessibilityHints, QStyleHints

from teller_app.glass.bank_look import read_bank_look
from teller_app.glass.look import TEXT_SCALES, Look
from teller_app.i18n.languages import SPOKEN
from teller_app.settings import Density, Language, Settings, Theme
from teller_app.shell.memory import Memory
from teller_app.shell.remote import is_remote
from teller_app.shell.system_look import THEMES, system_theme, wants_solid

DENSITIES = {Density.AUTO: "auto", Density.COMFORTABLE: "regular", Density.COMPACT: "compact"}


def make_look(settings: Settings, memory: Memory, hints: QStyleHints) -> Look:
    """The theme that was asked for, else the one used last, else the system's; motion as the system wants it."""
    theme = settings.theme.value
    if settings.theme is Theme.SYSTEM:
        theme = memory.now.theme if memory.now.theme in THEMES else system_theme(hints)
    density = DENSITIES[settings.density]
    wishes = hints.accessibility()
    still = settings.reduced_motion or wishes.motionPreference() is Qt.MotionPreference.ReducedMotion
    wallpapers = {"dark": settings.wallpaper_dark, "light": settings.wallpaper_light}
    return Look(
        theme,
        "regular" if density == "auto" else density,
        memory.now.text_scale if memory.now.text_scale in TEXT_SCALES else settings.text_scale.value,
        wants_solid(settings.solid.value, _wants_contrast(wishes), shown_elsewhere(), slow=False),
        still or shown_elsewhere(),
        bank=read_bank_look(settings.accent, settings.brand_mark, wallpapers),
    )


def shown_elsewhere() -> bool:
    """Whether this session's windows are shown on another machine."""
    return is_remote(os.environ, sys.platform == "win32")


def make_language(settings: Settings, memory: Memory) -> str:
    """The code of the language that was asked for, else the one chosen last, else the system's, else English."""
    if settings.language is not Language.SYSTEM:
        return settings.language.value
    system = QLocale.system().language()
    known = {QLocale.Language.French: "fr", QLocale.Language.Akan: "tw"}
    spoken = {language.code for language in SPOKEN}
    return memory.now.language if memory.now.language in spoken else known.get(system, "en")


def _wants_contrast(wishes: QAccessibilityHints) -> bool:
    return wishes.contrastPreference() is Qt.ContrastPreference.HighContrast
