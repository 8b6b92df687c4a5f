"""The form of a line: fields by its sort, drawers by its branch, nothing lost while typing."""

from contract.approvals import When
from teller_app.approvals.policy import FIELDS
from teller_app.approvals.view_policy_form import RuleForm
from tests.teller_app.approvals.policy_desk import OSU, TILL, room
from tests.teller_app.room_window import TEXTS, look


def test_each_sort_shows_its_fields_alone(qtbot) -> None:
    model, _ = room()
    form = RuleForm(look(), TEXTS, model)
    qtbot.addWidget(form)
    model.on_change = form.render_state
    model.begin()
    for when in When:
        model.put(when=when)
        seen = {name for name, select in form.selects.items() if select.isVisibleTo(form)} - {"when"}
        assert seen | ({"bound"} if form.bound.isVisibleTo(form) else set()) == FIELDS[when], when


def test_a_drawer_of_another_branch_cannot_be_named(qtbot) -> None:
    model, _ = room()
    form = RuleForm(look(), TEXTS, model)
    qtbot.addWidget(form)
    model.on_change = form.render_state
    model.begin()
    assert form.selects["drawer"].findData(TILL) >= 0
    model.put(branch=OSU)
    assert form.selects["drawer"].findData(TILL) < 0


def test_what_is_no_amount_stays_as_it_was_typed(qtbot) -> None:
    model, _ = room()
    form = RuleForm(look(), TEXTS, model)
    qtbot.addWidget(form)
    model.on_change = form.render_state
    model.begin()
    form.bound.edit.setText("12k")
    assert model.state.draft is not None and model.state.draft.bound is None
    assert form.bound.text() == "12k"
    form.bound.edit.setText("12")
    assert model.state.draft.bound == 12_00
