from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from teller_app.advances.view_form import FormPanel
from teller_app.i18n import formats
from tests.teller_app.advances.desk import APPROVED, Replica, advance, room
from tests.teller_app.room_window import TEXTS, look
from tests.teller_app.vault.desk import HOUR


def test_each_act_has_its_own_parts(qtbot) -> None:
    model, _ = room(Replica())
    panel = FormPanel(look(), TEXTS, model)
    model.on_change = panel.render_state
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert panel.nothing.isVisible()
    for key, act, parts in (
        (APPROVED.advance, "pay", (False, False, False, True)),
        (advance().advance, "retire", (True, True, False, True)),
        (advance().advance, "request", (True, True, True, False)),
    ):
        model.choose(key)
        model.begin(act)
        shown = (panel.amount, panel.text, panel.due, panel.grid)
        assert tuple(part.isVisible() for part in shown) == parts, act


def test_the_day_to_retire_by_is_read_as_the_bank_writes_it_and_typed_with_few_keys(qtbot) -> None:
    model, _ = room(Replica())
    panel = FormPanel(look(), TEXTS, model)
    model.on_change = panel.render_state
    qtbot.addWidget(panel)
    panel.show()
    model.begin("request")
    model.set_due("2026-11-22")
    assert panel.due.text() == "22 Nov 2026"
    panel.due.edit.setFocus()
    panel.due.edit.selectAll()
    QTest.keyClicks(panel.due.edit, "30/11")
    assert (panel.due.text(), model.state.due) == ("30/11", "2026-11-30"), "what is typed stays as it is typed"
    QTest.keyClick(panel.due.edit, Qt.Key.Key_Return)
    assert (panel.due.text(), model.state.due) == ("30 Nov 2026", "2026-11-30")
    QTest.keyClick(panel.due.edit, Qt.Key.Key_Up)
    assert (panel.due.text(), model.state.due) == ("1 Dec 2026", "2026-12-01")
    panel.due.edit.selectAll()
    QTest.keyClicks(panel.due.edit, "soon")
    assert model.state.due == "soon", "which is no date, and said so when it is sent"


def test_a_step_of_another_day_says_which(qtbot) -> None:
    model, _ = room(Replica(advances=(advance(at="2026-11-20T10:00:00.000Z"),)))
    panel = FormPanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.render_state(model.state)
    said = panel.steps.accessibleDescription()
    there = formats.clock(formats.moment("2026-11-20T10:00:00.000Z"))
    assert f"20 Nov {there}" in said
    assert f"Efua Owusu · {formats.clock(formats.moment(HOUR))}" in said, "today's without its day"


def test_what_stays_owed_is_said_while_it_is_typed(qtbot) -> None:
    model, _ = room(Replica())
    panel = FormPanel(look(), TEXTS, model)
    model.on_change = panel.render_state
    qtbot.addWidget(panel)
    model.choose(advance().advance)
    model.begin("retire")
    model.set_amount(80_00)
    model.set_counts({"1000": 1})
    assert TEXTS("advances.stays", amount="30.00") in panel.total.accessibleDescription()
