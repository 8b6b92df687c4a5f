"""A close by force that somebody chose in another room."""

from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import Replica, room


def test_it_begins_with_the_drawer_that_was_chosen_elsewhere() -> None:
    model, _ = room(Replica())
    assert not model.force_close(some_id(1)), "no such drawer is open"
    assert model.state.form.act == ""
    assert model.force_close(some_id(702))
    assert (model.state.form.act, model.state.form.source) == ("force", some_id(702))
    assert model.force_close(some_id(703))
    assert model.state.form.source == some_id(703)
