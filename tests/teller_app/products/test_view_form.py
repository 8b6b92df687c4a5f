"""The form of a product: what is for good cannot be written, whom it reaches is said, nothing is lost while typing."""

from teller_app.products.view_form import ProductForm
from tests.teller_app.products.desk import room
from tests.teller_app.room_window import TEXTS, look


def form_of(qtbot):
    model, _ = room()
    form = ProductForm(look(), TEXTS, model)
    qtbot.addWidget(form)
    model.on_change = form.render_state
    return model, form


def test_code_kind_and_currency_are_for_good(qtbot) -> None:
    model, form = form_of(qtbot)
    model.begin()
    parts = (form.fields["product"], *form.selects.values())
    assert all(part.isEnabled() for part in parts)
    model.drop()
    model.change()
    assert not any(part.isEnabled() for part in parts)
    assert parts[0].toolTip() == TEXTS("products.for_good")
    assert form.fields["minimum"].text() == "20.00" and form.fields["overdraft"].text() == ""


def test_whom_it_reaches_is_said_before_it_is_asked(qtbot) -> None:
    model, form = form_of(qtbot)
    model.change()
    fees, bounds = TEXTS("product.reach.fees"), TEXTS("product.reach.bounds")
    assert form.reach.accessibleDescription().endswith(f"{fees} {bounds}")
    form.fields["withdrawal_fee"].edit.setText("2")
    assert form.reach.accessibleDescription().endswith(fees)
    form.fields["withdrawal_fee"].edit.setText("")
    form.fields["overdraft"].edit.setText("100")
    assert form.reach.accessibleDescription().endswith(bounds) and fees not in form.reach.accessibleDescription()


def test_what_is_no_amount_stays_as_it_was_typed_and_its_field_says_so(qtbot) -> None:
    model, form = form_of(qtbot)
    model.change()
    form.fields["minimum"].edit.setText("12k")
    assert model.state.draft is not None and model.state.draft.minimum is None
    model.send()
    assert form.fields["minimum"].text() == "12k"
    assert form.fields["minimum"].error() == TEXTS("products.unfit.minimum")
    form.fields["minimum"].edit.setText("12")
    assert (model.state.draft.minimum, form.fields["minimum"].error()) == (12_00, "")


def test_another_product_brings_its_own_words(qtbot) -> None:
    model, form = form_of(qtbot)
    model.change()
    form.fields["name"].edit.setText("Gold")
    model.choose(1)
    model.change()
    assert form.fields["name"].text() == "Current" and form.fields["withdrawal_fee"].text() == "1.00"
    model.drop()
    model.begin()
    assert [field.text() for field in form.fields.values()] == [""] * 6
