from teller_app.glass.look import Look
from teller_app.shell.lock_others import OthersBox
from teller_app.sync.others import Other
from tests.teller_app.shell.rooms import TEXTS, clock

BOTH = Other("kojo", "Kojo Bediako", "000008", "2026-11-22T14:10:00.000Z", "03", 1)
GONE = Other("yaw", "Yaw Darko", "000009", "2026-11-20T12:10:00.000Z")


def test_a_drawer_a_time_and_a_count_in_one_line(qtbot, look: Look) -> None:
    box = OthersBox(look, TEXTS, clock)
    qtbot.addWidget(box)
    assert box.isHidden()
    box.show_others((BOTH, GONE))
    assert [row.what.text() for row in box.rows] == ["Drawer 03 paused 14:10 · 1 not sent yet", "Left 20 Nov"]
    assert box.title.text() == "Others at this workstation" and not box.isHidden()
    assert [row.avatar.accessibleName() for row in box.rows] == ["Kojo Bediako", "Yaw Darko"]
    box.show_others((GONE,))
    assert box.rows[1].isHidden()
    went: list[str] = []
    box.switched.connect(went.append)
    box.rows[0].switch.click()
    assert went == ["yaw"]
    box.show_others(())
    assert box.isHidden()
