from tests.teller_app.staff.own_desk import HERE, room


def test_the_chosen_one() -> None:
    model, port = room()
    assert model.state.chosen is None
    model.choose(HERE.session)
    assert (model.state.chosen, model.state.online) == (HERE, True)
    port.go_offline()
    assert not model.state.online
