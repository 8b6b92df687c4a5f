"""The products by keys: read, written, asked for."""

from contract.products import SetProduct, Terms
from teller_app.products.room import MANIFEST, make_view
from tests.teller_app.approvals.policy_desk import MANAGER
from tests.teller_app.kit import FakePort
from tests.teller_app.products.desk import Books, asked, change, room
from tests.teller_app.products.test_model import WAITS
from tests.teller_app.room_window import TEXTS, look, shown, words_on


def test_a_fee_is_changed_by_keys_and_waits(qtbot) -> None:
    books = Books()
    model, port = room(books)
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    view.enter()
    assert "10 Savings" in words_on(view)
    window.press("Down", "F6")
    assert view.form.isVisible() and view.form.fields["name"].edit.hasFocus()
    window.press("Tab", "Tab", "Tab")
    fee = view.form.fields["withdrawal_fee"].edit
    assert fee.hasFocus(), "what is for good is passed over"
    fee.selectAll()
    qtbot.keyClicks(fee, "1.50")
    window.press("F9")
    assert port.sent[0].command == change(withdrawal_fee=1_50)
    port.sent[0].settled(WAITS)
    assert view.waits.isVisible() and not view.form.isVisible() and view.table.hasFocus()
    books.requests = (asked(),)
    port.tell("request")
    assert view.why_off("change") == view.why_off("turn") == TEXTS("products.off.waits")
    assert "Manager, Makola" in view.waits.accessibleName()


def test_a_new_one_is_written_from_its_code_on(qtbot) -> None:
    model, port = room()
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    window.press("F3")
    code = view.form.fields["product"].edit
    assert code.hasFocus()
    qtbot.keyClicks(code, "40")
    window.press("Tab")
    qtbot.keyClicks(view.form.fields["name"].edit, "Youth")
    window.press("F9")
    assert port.sent[0].command == SetProduct(product="40", terms=Terms(name="Youth", currency="GHS", kind="savings"))


def test_a_manager_reads_and_sees_what_waits_before_and_after(qtbot) -> None:
    model, port = room(Books(requests=(asked(),)), FakePort(MANAGER))
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    assert view.reads.isVisible() and not view.new.isVisible() and not view.change.isVisible()
    window.press("F3", "F8")
    assert port.sent == [] and model.state.draft is None
    model.choose(1)
    assert view.waits.isVisible()
    assert "GH₵ 1.00 → GH₵ 1.50" in view.facts.accessibleDescription()
    assert view.why_off("change") == TEXTS("products.off.right")


def test_withdrawn_from_sale_by_one_key_and_said_so(qtbot) -> None:
    model, port = room()
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    assert view.turn.text() == TEXTS("products.withdraw")
    model.choose(2)
    assert view.turn.text() == TEXTS("products.sell")
    window.press("F8")
    assert port.sent[0].command.terms.off is False


def test_keys_that_mean_nothing_now_say_why(qtbot) -> None:
    model, _ = room()
    view = make_view(look(), TEXTS, model)
    qtbot.addWidget(view)
    assert view.why_off("send") == view.why_off("drop") == TEXTS("products.off.not_writing")
    model.begin()
    assert view.why_off("turn") == TEXTS("products.off.writing")
    assert view.why_off("send") == view.why_off("drop") == ""
    empty, _ = room(Books(products=()))
    bare = make_view(look(), TEXTS, empty)
    qtbot.addWidget(bare)
    assert bare.none.isVisibleTo(bare) and bare.why_off("change") == TEXTS("products.off.none")
