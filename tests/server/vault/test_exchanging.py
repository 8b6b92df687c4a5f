"""The same value in other pieces."""

from contract.ids import new_id
from contract.vault import ConfirmCash, ExchangeCash, MoveState, Place
from tests.server.drawers.house import AKOSUA, DRAWER, EFUA, FLOAT_TOTAL, KOJO, MAKOLA, YAW, House, done, refused
from tests.server.vault.roads import BANK, SAFE, bag, till


def swap(one: Place, other: Place, given: dict[str, int], taken: dict[str, int], second: str) -> ExchangeCash:
    return ExchangeCash(
        transfer=new_id(), one=one, other=other, currency="GHS", given=given, taken=taken, second=second
    )


def test_a_cashier_exchanges_with_the_vault_and_a_custodian_confirms(house: House) -> None:
    house.open()
    command = swap(till(), SAFE, {"5000": 4}, {"1000": 20}, AKOSUA)
    done(house.run(command, EFUA))
    assert bag(house, f"drawer:{DRAWER}")["5000"] == 10
    assert done(house.run(ConfirmCash(transfer=command.transfer), AKOSUA)).state is MoveState.RECEIVED
    assert bag(house, f"drawer:{DRAWER}") == {"10000": 10, "5000": 6, "1000": 40, "100c": 50}
    assert bag(house, f"vault:{MAKOLA}:GHS")["5000"] == 94
    assert house.balance("1010", "04") == FLOAT_TOTAL
    assert house.said("session")[0].get("postings", 0) == 0, "no line of the slip"
    assert house.differences() == []


def test_what_an_exchange_may_not_be(house: House) -> None:
    house.open()
    for command, who, code in (
        (swap(till(), SAFE, {"5000": 4}, {"1000": 19}, AKOSUA), EFUA, "values_differ"),
        (swap(till(), BANK, {"5000": 4}, {"1000": 20}, AKOSUA), EFUA, "places_wrong"),
        (swap(till(), SAFE, {"5000": 4}, {"1000": 20}, KOJO), EFUA, "second_unfit"),
        (swap(till(), SAFE, {"5000": 4}, {"1000": 20}, EFUA), EFUA, "same_person"),
        (swap(SAFE, BANK, {"5000": 4}, {"1000": 20}, YAW), KOJO, "not_permitted"),
    ):
        assert refused(house.run(command, who)) == code


def test_pieces_that_are_not_there_when_it_is_confirmed_move_nothing(house: House) -> None:
    house.open()
    command = swap(till(), SAFE, {"5000": 11}, {"10000": 5, "1000": 5}, AKOSUA)
    done(house.run(command, EFUA))
    assert refused(house.run(ConfirmCash(transfer=command.transfer), AKOSUA)) == "pieces_short"
    assert bag(house, f"vault:{MAKOLA}:GHS")["10000"] == 90
    assert house.differences() == []


def test_the_vault_exchanges_with_the_bank_by_two_people(house: House) -> None:
    command = swap(SAFE, BANK, {"20000": 5}, {"1000": 100}, YAW)
    done(house.run(command, AKOSUA))
    done(house.run(ConfirmCash(transfer=command.transfer), YAW))
    assert bag(house, f"vault:{MAKOLA}:GHS")["1000"] == 300
    assert house.differences() == []
