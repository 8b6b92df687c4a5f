"""The policy by keys: read, written, asked for."""

from contract.approvals import SetApprovalRule, When
from teller_app.approvals.policy_room import MANIFEST, make_view
from tests.teller_app.approvals.policy_desk import MANAGER, Books, asked, room
from tests.teller_app.approvals.test_policy import WAITS
from tests.teller_app.kit import FakePort
from tests.teller_app.room_window import TEXTS, look, shown, words_on


def test_a_line_is_changed_by_keys_and_waits(qtbot) -> None:
    model, port = room()
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    view.enter()
    assert "ask-life" in words_on(view)
    window.press("Down", "Down", "Down", "Down", "F6")
    assert view.form.isVisible() and not view.form.rule.isEnabled(), "a name is for good"
    assert view.form.bound.text() == "2,000.00"
    view.form.bound.edit.selectAll()
    view.form.bound.edit.setFocus()
    qtbot.keyClicks(view.form.bound.edit, "2500")
    window.press("F9")
    assert port.sent[0].command.bound == 2_500_00
    port.sent[0].settled(WAITS)
    assert view.waits.isVisible() and not view.form.isVisible()


def test_a_new_line_of_another_sort_shows_other_fields(qtbot) -> None:
    model, port = room()
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    window.press("F3")
    form = view.form
    assert form.selects["when"].hasFocus()
    assert form.selects["currency"].isVisible() and not form.selects["flag"].isVisible()
    form.selects["when"].set_key("ask_life")
    form.selects["when"].activated.emit(form.selects["when"].currentIndex())
    assert not form.selects["currency"].isVisible()
    form.rule.edit.setText("short")
    form.bound.edit.setText("5")
    window.press("F9")
    assert port.sent[0].command == SetApprovalRule(rule="short", when=When.ASK_LIFE, bound=300)
    window.press("F4")
    assert model.state.draft is None or model.state.busy


def test_a_manager_reads_and_a_waiting_change_is_marked(qtbot) -> None:
    model, port = room(Books(requests=(asked(),)), FakePort(MANAGER))
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    assert view.reads.isVisible() and not view.new.isVisible() and not view.change.isVisible()
    window.press("F3", "F8")
    assert port.sent == [] and model.state.draft is None
    model.choose(5)
    assert view.waits.isVisible()
    assert view.why_off("change") == TEXTS("policy.off.right")


def test_keys_that_mean_nothing_now_say_why(qtbot) -> None:
    model, _ = room()
    view = make_view(look(), TEXTS, model)
    qtbot.addWidget(view)
    assert view.why_off("send") == TEXTS("policy.off.not_writing")
    model.begin()
    assert view.why_off("turn") == TEXTS("policy.off.writing")
    assert view.why_off("send") == ""
    empty, _ = room(Books(rules=()))
    bare = make_view(look(), TEXTS, empty)
    qtbot.addWidget(bare)
    assert bare.none.isVisibleTo(bare) and bare.why_off("change") == TEXTS("policy.off.none")
