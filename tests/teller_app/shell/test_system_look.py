from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from teller_app.glass.look import Look
from teller_app.shell.memory import Memory
from teller_app.shell.system_look import SystemLook, wants_solid


class Wishes(QObject):
    contrastPreferenceChanged = Signal()
    motionPreferenceChanged = Signal()
    contrast, motion = Qt.ContrastPreference.NoPreference, Qt.MotionPreference.NoPreference

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.contrast

    def motionPreference(self) -> Qt.MotionPreference:
        return self.motion


class Hints(QObject):
    """The style hints of a system whose owner changes their mind: offscreen has none to follow."""

    colorSchemeChanged = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Unknown
        self.wishes = Wishes()

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def accessibility(self) -> Wishes:
        return self.wishes

    def turn(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit(scheme)


def test_the_theme_follows_until_a_person_chooses_and_again_when_asked(qapp, tmp_path: Path) -> None:
    look, hints, memory = Look(), Hints(), Memory(tmp_path)
    follower = SystemLook(look, hints, memory)
    hints.turn(Qt.ColorScheme.Light)
    assert not look.dark
    memory.keep(theme="dark")
    look.set_theme("dark")
    hints.turn(Qt.ColorScheme.Light)
    assert look.dark
    assert not follower.follows
    memory.keep(theme="")
    follower.apply()
    assert not look.dark


def test_a_setting_stands_above_the_system(qapp, tmp_path: Path) -> None:
    look, hints = Look(), Hints()
    kept = SystemLook(look, hints, Memory(tmp_path), fixed_theme=True, still=True)
    hints.turn(Qt.ColorScheme.Light)
    assert look.dark
    assert look.reduced_motion
    assert not kept.follows


def test_contrast_and_motion_are_followed_live(qapp, tmp_path: Path) -> None:
    look, hints = Look(), Hints()
    follower = SystemLook(look, hints, Memory(tmp_path))
    hints.wishes.contrast = Qt.ContrastPreference.HighContrast
    hints.wishes.motion = Qt.MotionPreference.ReducedMotion
    hints.wishes.contrastPreferenceChanged.emit()
    assert (look.solid, look.reduced_motion, follower.follows) == (True, True, True)
    hints.wishes.contrast = Qt.ContrastPreference.NoPreference
    hints.wishes.contrastPreferenceChanged.emit()
    assert not look.solid


def test_remote_desktop_and_a_slow_machine_have_plain_panels(qapp, tmp_path: Path) -> None:
    look = Look()
    far = SystemLook(look, Hints(), Memory(tmp_path), remote=True)
    far.apply()
    assert (look.solid, look.reduced_motion) == (True, True)
    near = SystemLook(look, Hints(), Memory(tmp_path))
    near.apply()
    assert (look.solid, look.reduced_motion) == (False, False)
    near.found_pace(slow=True)
    assert (look.solid, look.reduced_motion) == (True, False)


@pytest.mark.parametrize("reason", ["contrast", "remote", "slow"])
def test_the_setting_decides_and_auto_asks_for_a_reason(reason: str) -> None:
    why = {"contrast": False, "remote": False, "slow": False} | {reason: True}
    assert [wants_solid(setting, **why) for setting in ("auto", "always", "never")] == [True, True, False]
    assert not wants_solid("auto", contrast=False, remote=False, slow=False)
