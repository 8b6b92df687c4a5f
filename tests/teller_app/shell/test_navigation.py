from teller_app.glass.look import Look
from teller_app.shell.navigation import Navigation
from tests.teller_app.shell.rooms import COUNTER, JOURNAL, room


def test_going_about(qtbot, look: Look) -> None:
    rooms = [room(look, COUNTER), room(look, JOURNAL)]
    nav = Navigation(rooms, look)
    qtbot.addWidget(nav.stack)
    arrived: list[str] = []
    nav.arrived.connect(arrived.append)
    assert nav.current is None
    assert nav.go("counter")
    assert nav.go("journal")
    assert nav.stack.currentWidget().widget() is rooms[1].widget
    assert not nav.go("cellar")
    rooms[1].widget.stay = True
    assert not nav.go("counter")
    assert nav.current is rooms[1]
    assert nav.go("journal"), "entering again where one is asks nobody"
    assert arrived == ["counter", "journal"]


def test_a_room_goes_to_another_window_and_comes_back(qtbot, look: Look) -> None:
    rooms = [room(look, COUNTER), room(look, JOURNAL)]
    nav = Navigation(rooms, look)
    qtbot.addWidget(nav.stack)
    nav.go("journal")
    assert nav.detach("journal") is rooms[1]
    assert nav.current is rooms[0]
    assert nav.detach("counter") is None, "one room stays"
    with qtbot.waitSignal(nav.elsewhere) as elsewhere:
        assert nav.go("journal")
    assert elsewhere.args == ["journal"]
    assert nav.current is rooms[0]
    nav.attach("journal")
    assert nav.current is rooms[1]
    assert nav.stack.currentWidget().widget() is rooms[1].widget
