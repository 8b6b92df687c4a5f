import msgspec

from teller_app.glass.table_model import Person, Status
from tests.teller_app.kit import EFUA_ID
from tests.teller_app.room_window import TEXTS, words_on
from tests.teller_app.staff.desk import LEFT_ID, MANAGER, PEOPLE, SAMUEL_ID, Replica
from tests.teller_app.staff.test_view import place


def test_how_everybody_stands(qtbot) -> None:
    _, view, _, _ = place(qtbot)
    table = view.people.table
    rows = {row.key: row.cells for row in (table._model.source.row(at) for at in range(len(PEOPLE)))}
    assert isinstance(rows[EFUA_ID][0], Person)
    assert [cell.text for user in (EFUA_ID, SAMUEL_ID, LEFT_ID) for cell in rows[user] if isinstance(cell, Status)] == [
        "Active",
        "Locked",
        "Left",
    ]
    assert rows[EFUA_ID][3] == "SMS"


def test_typing_filters_and_a_fact_keeps_the_choice(qtbot) -> None:
    replica = Replica()
    window, view, model, port = place(qtbot, replica=replica)
    window.type("samuel")
    assert view.people.table.order.needle == "samuel"
    assert view.people.table._model.source.count() == 1
    window.press("Esc")
    view.people.table.select_key(SAMUEL_ID)
    replica.people = tuple(
        msgspec.structs.replace(one, full_name="Samuel K. Arthur") if one.user == SAMUEL_ID else one for one in PEOPLE
    )
    port.tell("user")
    assert model.state.person == view.people.table.current_key() == SAMUEL_ID


def test_the_button_says_what_f4_does_now(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.choose_person(EFUA_ID)
    assert TEXTS("staff.key.limit") in words_on(view.people)
    model.choose_person(SAMUEL_ID)
    assert TEXTS("staff.key.unlock") in words_on(view.people)
    _, hers, model, _ = place(qtbot, MANAGER)
    model.choose_person(EFUA_ID)
    assert TEXTS("staff.off.state") in words_on(hers.people.edit)


def test_no_change_waits(qtbot) -> None:
    window, view, _, _ = place(qtbot, replica=Replica(requests=()))
    window.press("Ctrl+J")
    assert TEXTS("staff.waiting_none") in words_on(view.people)
