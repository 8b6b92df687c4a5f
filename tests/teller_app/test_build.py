import time
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from teller_app.build import App, load_press
from teller_app.settings import Language, Settings, TextScale, Theme
from teller_app.shell.first_look import make_language, make_look
from teller_app.shell.memory import Memory
from teller_app.sync.keyring_store import MemoryKeyring
from tests.support.ports import free_port
from tests.teller_app.kit import EFUA
from tests.teller_app.shell.rooms import clock


@pytest.fixture
def app(qtbot, tmp_path: Path):
    settings = Settings(server_url=f"http://127.0.0.1:{free_port()}", profile=tmp_path / "profile", theme=Theme.LIGHT)
    made = App(settings, MemoryKeyring)
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.show()
        made.setProperty("standing_when_shown", made.door.state.workstation.standing)
        made.window.activateWindow()
    yield made
    made.close()


def test_the_window_is_there_before_the_engine_and_the_door_opens_with_it(qtbot, app: App) -> None:
    assert app.property("standing_when_shown") == "starting"
    assert not app.look.dark
    qtbot.waitUntil(lambda: app.door.state.workstation.standing == "new")
    assert len(app.door.state.workstation.key) == 87


def test_what_holds_the_window_is_logged_by_the_running_app(qtbot, app: App, caplog: pytest.LogCaptureFixture) -> None:
    def hold_the_window() -> None:
        time.sleep(0.15)

    def told() -> bool:
        if "hold_the_window" not in caplog.text:
            # Once more: on a busy machine the thread that looks may come too late to see who holds this one.
            QTimer.singleShot(0, hold_the_window)
        return "hold_the_window" in caplog.text

    qtbot.waitUntil(told)


def test_without_a_server_the_door_says_so_and_keeps_the_name(qtbot, app: App) -> None:
    QTest.keyClicks(app.window.focusWidget(), "efua")
    QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.door.state.workstation.standing == "new")
    QTest.keyClicks(app.window.focusWidget(), "secret")
    QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_Return)
    assert app.door.state.busy
    qtbot.waitUntil(lambda: not app.door.state.busy)
    assert app.door.state.problem == "offline"
    panel = app.door_view.panel
    assert (panel.username.text(), panel.password.text()) == ("efua", "")
    assert app.window.focusWidget() is panel.password.edit


def test_the_text_size_of_a_person_is_remembered_and_stands_above_the_setting(qtbot, app: App, tmp_path: Path) -> None:
    app.look.set_theme("dark")
    assert app.memory.now.text_scale == 0, "nobody chose a size"
    app.look.set_text_scale(125)
    again = Memory(app.settings.profile)
    assert again.now.text_scale == 125
    look = make_look(Settings(text_scale=TextScale.LARGER), again, QGuiApplication.styleHints())
    assert look.text_scale == 125


def test_the_language_is_chosen_at_the_door_and_remembered(qtbot, app: App) -> None:
    before = app.door_view
    languages = before.panel.languages
    languages.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(languages, Qt.Key.Key_Right)
    assert app.door_view is not before
    panel = app.door_view.panel
    assert panel.button.text() == "Se connecter"
    assert panel.languages.currentIndex() == 1
    assert panel.languages.hasFocus()
    assert app.memory.now.language == "fr"
    assert make_language(app.settings, app.memory) == "fr"
    assert make_language(msgspec.structs.replace(app.settings, language=Language.TW), app.memory) == "tw"


def test_the_letterhead_says_how_the_bank_is_reached(tmp_path: Path) -> None:
    press, *_ = load_press(Settings(profile=tmp_path), clock)
    reached = msgspec.structs.replace(EFUA, contact_line="+233 30 200 0140 · Accra", device_name="WS-MAK-04")
    bank = press(reached).bank
    assert (bank.contact_line, bank.short_line) == (reached.contact_line, "Makola branch · +233 30 200 0140")
    assert press(EFUA).bank.short_line == "Makola branch", "a server of yesterday says nothing about it"
