from contract.vault import MoveState
from tests.teller_app.vault.desk import TO_TILL, Replica, move, teller


def test_what_is_over_makes_room_for_what_waits() -> None:
    over, comes = move(616, state=MoveState.REFUSED), TO_TILL
    model, _ = teller(Replica(moves=(over,), requisitions=()))
    model.choose(f"move:{over.transfer}")
    model.meet()
    assert model.state.chosen == f"move:{over.transfer}", "nothing waits"
    model, _ = teller(Replica(moves=(comes, over), requisitions=()))
    model.choose(f"move:{over.transfer}")
    model.meet()
    assert model.state.chosen == f"move:{comes.transfer}"


def test_the_only_cash_that_comes_is_taken_in_without_choosing_it() -> None:
    over = move(616, state=MoveState.REFUSED)
    model, _ = teller(Replica(moves=(TO_TILL, over), requisitions=()))
    model.choose(f"move:{over.transfer}")
    assert model.begin("receive")
    assert (model.state.form.subject, model.state.chosen) == (TO_TILL.transfer, f"move:{TO_TILL.transfer}")
    going = move(617)
    model, _ = teller(Replica(moves=(TO_TILL, going), requisitions=()))
    model.choose(f"move:{going.transfer}")
    assert not model.begin("receive"), "another that goes on is chosen"
    another = move(617, target=TO_TILL.target)
    model, _ = teller(Replica(moves=(TO_TILL, another), requisitions=()))
    assert not model.begin("receive"), "which of the two has to be chosen"


def test_a_row_that_is_gone_stands_in_the_way_of_nothing() -> None:
    done, comes = move(616, state=MoveState.RECEIVED), TO_TILL
    replica = Replica(moves=(done,), requisitions=())
    model, _ = teller(replica)
    model.choose(f"move:{done.transfer}")
    replica.moves = (comes,)
    model.refresh()
    assert model.state.chosen == "", "yesterday's movement went with its day"
    model.meet()
    assert model.state.chosen == f"move:{comes.transfer}"
    model.choose(f"move:{done.transfer}")
    model.refresh()
    assert model.state.chosen == f"move:{done.transfer}", "what was just written down and has not come yet stays chosen"
