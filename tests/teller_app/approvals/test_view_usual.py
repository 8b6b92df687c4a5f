"""Usual reasons by one press; the call-back says number and time."""

from teller_app.approvals.room import MANIFEST, make_view
from tests.teller_app import samples
from tests.teller_app.approvals.desk import Replica, no_files, no_pictures, room
from tests.teller_app.kit import EFUA, FakePort
from tests.teller_app.room_window import TEXTS, look, shown


def test_the_call_goes_into_the_note_with_number_and_time(qtbot) -> None:
    model, _ = room(Replica(holder=samples.customer(1, "Danso", phone="+233244187306")))
    view = make_view(look(), TEXTS, model, no_pictures, no_files)
    window = shown(qtbot, MANIFEST, view, look())
    assert view.detail.usual.called.text() == "Called 024 418 7306"
    model.set_reason("payroll")
    assert not view.detail.usual.called.isChecked()
    window.press("F7")
    assert view.detail.usual.called.isChecked(), "what the note says is lit"
    first = model.state.reason
    assert first.startswith("Called 024 418 7306 at ") and first.endswith(". payroll")
    window.press("F7")
    assert model.state.reason == first, "once is enough"
    pattern = view.detail.usual.others[0]
    pattern.click()
    pattern.click()
    assert pattern.isChecked(), "a second press takes nothing away, so the light stays"
    assert model.state.reason == f"Known pattern. {first}"
    view.detail.usual.other.click()
    window.type("!")
    assert model.state.reason == f"Known pattern. {first}!", "the caret is in the note"
    model.set_reason("")
    assert not pattern.isChecked() and not view.detail.usual.called.isChecked()


def test_nobody_to_call_and_not_for_the_maker(qtbot) -> None:
    model, _ = room(Replica(holder=samples.customer(1, "Danso")))
    view = make_view(look(), TEXTS, model, no_pictures, no_files)
    qtbot.addWidget(view)
    assert not view.detail.usual.called.isVisibleTo(view.detail.usual)
    assert view.why_off("called") == TEXTS("approvals.off.phone")
    own, _ = room(Replica(), FakePort(EFUA))
    maker = make_view(look(), TEXTS, own, no_pictures, no_files)
    qtbot.addWidget(maker)
    assert maker.detail.usual.isHidden()
