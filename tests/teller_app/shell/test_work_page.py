from contract.permissions import Permission
from teller_app.glass.look import Look
from teller_app.manifest import Line
from teller_app.shell.shortcuts import key_of
from teller_app.shell.work_page import permitted
from tests.teller_app.kit import KWESI, FakePort
from tests.teller_app.shell.rooms import COUNTER, JOURNAL, World, page, window


def test_rooms_by_right() -> None:
    assert permitted(JOURNAL, ())
    assert permitted(COUNTER, (Permission.POST_CASH,))
    assert not permitted(COUNTER, (Permission.DECIDE,))


def test_the_frame_shows_line_day_person_and_counts(qtbot, look: Look) -> None:
    shown = window(look)
    qtbot.addWidget(shown)
    port = FakePort(KWESI)
    made = page(look, shown, port, World(), [])
    made.setParent(shown)
    made.start()
    assert list(made.sidebar.buttons) == ["approvals", "journal"], "who decides begins with what waits"
    made.go("journal")
    assert made.sidebar.buttons["approvals"].accessibleDescription() == "1 waits for you"
    assert made.sidebar.user.accessibleDescription() == "Manager · Makola"
    assert made.top.title.text() == "Journal"
    assert made.top.date.accessibleName() == "Sun 22 Nov 2026"
    assert made.top.notices.badge == "2"
    port.set_line(Line("offline", 0, 7))
    assert made.top.connection.accessibleDescription() == "7 queued"
    assert made.sidebar.sync.accessibleName() == "7 postings wait"


def test_the_bar_lights_the_mode_and_says_why_a_key_is_off(qtbot, look: Look) -> None:
    shown = window(look)
    qtbot.addWidget(shown)
    made = page(look, shown, FakePort(), World(), [])
    made.setParent(shown)
    made.start()
    cells = {cell.fkey.key: cell.fkey for cell in made.bar.cells}
    assert [key for key, cell in cells.items() if cell.active] == ["F3"]
    assert (cells["F4"].enabled, cells["F4"].why_off) == (False, "No drawer")
    assert list(cells) == ["F1", "F2", "F3", "F4", "F7", "F8", "F9", "F12"]
    made.bar.pressed.emit("F9")
    assert made.nav.rooms["counter"].widget.asked == ["post"]


def test_every_key_has_a_place_in_the_palette_or_the_sheet(qtbot, look: Look) -> None:
    shown = window(look)
    qtbot.addWidget(shown)
    made = page(look, shown, FakePort(), World(), [])
    made.setParent(shown)
    made.start()
    names = [command.name for command in made.commands()]
    assert {"post", "go:journal", "lock", "sign_out", "theme", "notices"} <= set(names)
    next(command for command in made.commands() if command.name == "go:journal").run()
    assert made.nav.current.manifest.name == "journal"


def test_a_narrow_window_has_places_at_the_foot_and_no_bar_of_keys(qtbot, look: Look) -> None:
    shown = window(look, (400, 800))
    qtbot.addWidget(shown)
    made = page(look, shown, FakePort(KWESI), World(), [])
    made.setParent(shown)
    made.start()
    for width, narrow in ((400, True), (699, True), (700, False), (1600, False)):
        made.resize(width, 800)
        made.lay_out()
        assert (made.narrow, made.tabs.isHidden(), made.bar.isHidden(), made.sidebar.isHidden()) == (
            narrow, not narrow, narrow, narrow,
        )  # fmt: skip
        foot = made.tabs if narrow else made.bar
        assert made.nav.stack.geometry().bottom() < foot.geometry().top()
    made.tabs.tabs["approvals"].click()
    assert made.nav.current.manifest.name == "approvals"
    assert made.tabs.tabs["approvals"].accessibleDescription() == "1 waits for you"


def test_the_controls_of_the_frame_name_their_keys_from_the_table(qtbot, look: Look) -> None:
    shown = window(look)
    qtbot.addWidget(shown)
    made = page(look, shown, FakePort(), World(), [])
    for control, act in ((made.top.search, "palette"), (made.top.notices, "notices"), (made.top.theme, "theme")):
        assert key_of(act) in control.toolTip(), act
    for button in made.sidebar.buttons.values():
        assert button.item.shortcut in button.toolTip()


def test_the_bar_follows_a_room_that_went_to_its_own_window_and_came_back(qtbot, look: Look) -> None:
    shown = window(look)
    qtbot.addWidget(shown)
    made = page(look, shown, FakePort(), World(), [])
    made.go("journal")

    def said(key: str) -> str:
        return next(cell.fkey.label for cell in made.bar.cells if cell.fkey.key == key)

    there = said("F3")
    made.nav.detach("journal")
    here = said("F3")
    made.nav.attach("journal")
    assert here != there == said("F3")
