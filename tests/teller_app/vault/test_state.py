from teller_app.vault.state import Form, VaultState
from tests.teller_app.vault.desk import PEOPLE, asked, custody, move


def test_the_choice_is_a_movement_or_a_requisition() -> None:
    state = VaultState(moves=(move(),), requisitions=(asked(),), chosen=f"move:{move().transfer}")
    assert (state.move, state.asked) == (move(), None)
    state = VaultState(moves=(move(),), requisitions=(asked(),), chosen=f"ask:{asked().requisition}")
    assert (state.move, state.asked) == (None, asked())


def test_a_vault_nobody_locked_is_open() -> None:
    assert not VaultState().locked
    assert VaultState(vault=custody(open=False)).locked


def test_names_and_totals() -> None:
    state = VaultState(people=PEOPLE)
    assert state.name(PEOPLE[0].user) == "Efua Owusu"
    assert state.name("01890000-0000-7000-8000-0000000abcde") == "000ABCDE"
    assert Form(given={"1000": 2}, taken={"500": 4}, part="taken").counts == {"500": 4}
    assert Form(given={"1000": 2}).total == 2000
