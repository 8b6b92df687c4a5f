"""The vault model's papers and the float slips that it signs."""

import msgspec

from contract.floats import DropFloat, SignFloat
from contract.vault import MoveKind, StockFact
from teller_app.manifest import Line
from tests.teller_app.kit import BRANCH, KWESI_ID, FakePort
from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import (
    DONE,
    KEEPER,
    KOJO_ID,
    SWAP,
    TO_BANK,
    Replica,
    count,
    drawer,
    room,
    slip,
)


def sent(port):
    return port.sent[-1].command


def test_the_voucher_of_what_left_is_printed_and_of_nothing_else() -> None:
    replica = Replica()
    model, port = room(replica, FakePort(KEEPER))
    assert not model.print_paper(), "nothing is chosen"
    model.choose(f"move:{DONE.transfer}")
    assert model.print_paper()
    assert replica.printed == [DONE.transfer]
    model.choose(f"move:{SWAP.transfer}")
    assert not model.print_paper(), "an exchange is no transfer"
    model.choose(f"move:{TO_BANK.transfer}")
    assert model.print_paper() is (TO_BANK.state.value in ("sent", "counted", "received"))
    port.set_line(Line("offline"))
    model.choose(f"move:{DONE.transfer}")
    assert not model.print_paper()


def test_a_sheet_to_count_on_is_printed_while_a_whole_place_is_counted() -> None:
    replica = Replica()
    model, _ = room(replica, FakePort(KEEPER))
    for act, said in (
        ("count", "blank  GHS"),
        ("lock", "blank  GHS"),
        ("surprise", f"blank {drawer(2, KOJO_ID).drawer} GHS"),
    ):
        assert model.begin(act)
        assert model.print_paper()
        assert replica.printed.pop() == said
    assert model.begin("send")
    assert not model.print_paper(), "nothing is counted there"


def test_the_vault_has_a_blank_sheet_for_each_currency_that_lies_in_it() -> None:
    koruna = StockFact(holder=f"vault:{BRANCH}:CZK", branch=BRANCH, currency="CZK", pieces={"10000": 3}, amount=30_000)
    others = StockFact(holder=f"vault:{some_id(9)}:EUR", branch=some_id(9), currency="EUR", pieces={}, amount=0)
    replica = Replica(foreign=(koruna, others))
    model, _ = room(replica, FakePort(KEEPER))
    assert model.begin("count") and model.print_paper()
    assert replica.printed == ["blank  GHS", "blank  CZK"]
    replica.printed.clear()
    assert model.begin("surprise") and model.print_paper()
    assert replica.printed == [f"blank {drawer(2, KOJO_ID).drawer} GHS"], "a drawer has one"


def test_the_sheet_of_the_chosen_count_is_printed_of_a_drawer_s_and_of_the_vault_s() -> None:
    counted = msgspec.structs.replace(DONE, kind=MoveKind.COUNT, transfer=some_id(77))
    replica = Replica(moves=(counted,), counts=(count(),))
    model, port = room(replica, FakePort(KEEPER))
    for key in (f"count:{count().count}", f"move:{counted.transfer}"):
        model.choose(key)
        assert model.print_paper()
        assert replica.printed.pop() == f"sheet {key.partition(':')[2]}"
    port.set_line(Line("offline"))
    assert not model.print_paper()


def test_a_float_slip_is_signed_with_f9_and_called_back_with_a_reason() -> None:
    model, port = room(Replica(slips=(slip(),)))
    assert model.next_opening()
    assert (model.state.chosen, model.state.waits_for_me) == (f"slip:{slip().slip}", True)
    model.forward()
    assert sent(port) == SignFloat(slip=slip().slip)
    model, port = room(Replica(slips=(slip(seal="AMV5-CK6F-1QK5"),)))
    assert not model.next_opening(), "it is signed already"
    model.choose(f"slip:{slip().slip}")
    assert model.begin("refuse")
    model.forward()
    assert model.state.problem == "reason_missing"
    model.set_reason("The cashier was sent home")
    model.forward()
    assert sent(port) == DropFloat(slip=slip().slip, reason="The cashier was sent home")


def test_nobody_signs_a_slip_of_their_own() -> None:
    model, _ = room(Replica(slips=(slip(cashier=KWESI_ID),)))
    assert not model.next_opening()
    model.choose(f"slip:{slip().slip}")
    assert not model.forward()
    assert not model.begin("refuse")


def test_a_drawer_of_which_nothing_was_counted_is_asked_about_once() -> None:
    model, port = room(Replica(), FakePort(KEEPER))
    model.begin("surprise")
    assert model.forward() and (model.state.problem, port.sent) == ("nothing_counted", [])
    model.set_counts({"20000": 1})
    model.set_counts({})
    assert model.forward() and port.sent == [], "typing in between is another question"
    assert model.forward() and len(port.sent) == 1
