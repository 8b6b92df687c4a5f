import msgspec

from contract.drawers import DrawerFact
from contract.vault import SendCash, VaultFact
from teller_app.vault.state import Form
from tests.teller_app.kit import BRANCH
from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import (
    AHEAD,
    HAJARA_ID,
    KOJO_ID,
    STOCK,
    Replica,
    asked,
    crowns,
    custody,
    drawer,
    move,
    room,
    teller,
)

TILL = DrawerFact(drawer=some_id(707), number="07", branch=BRANCH, currency="CZK", soft_max=0, hard_max=0, insured=0, tolerance=0,
                  session=some_id(807), cashier=KOJO_ID)  # fmt: skip


def both(**more: object) -> Replica:
    """Cedis and crowns in the vault, and a till of crowns."""
    replica = Replica(vault=custody(), foreign=(crowns(),), **more)  # type: ignore[arg-type]
    replica.drawers = (drawer(2, KOJO_ID), drawer(3), TILL)
    return replica


def test_the_vault_of_one_currency_after_the_other(*_: object) -> None:
    model, port = room(both())
    assert (model.state.known, model.state.currency) == (("CZK", "GHS"), "GHS")
    assert model.turn_currency()
    state = model.state
    assert (state.currency, state.stock and state.stock.pieces, state.vault) == ("CZK", {"10000": 10}, None)
    assert port.fetched[-1] == (f"/v1/branches/{BRANCH}/cash-forecast", {"currency": "CZK"})
    assert state.forecast is None, "the answer was of another currency"
    assert model.turn_currency()
    assert model.state.stock is not None
    assert model.state.stock.pieces == STOCK


def test_nothing_is_turned_under_a_form_and_with_one_currency(*_: object) -> None:
    model, _ = room(both())
    model.begin("send")
    assert not model.turn_currency()
    model.look_in("CZK")
    assert model.state.currency == "GHS"
    assert not room(Replica())[0].turn_currency()
    assert not teller(both())[0].turn_currency()


def test_a_branch_without_cedis_is_looked_at_in_what_it_has() -> None:
    replica = Replica(requisitions=(), moves=())
    replica.stocks = lambda: [crowns()]  # type: ignore[method-assign]
    replica.drawers = (TILL,)
    model, _ = room(replica)
    assert (model.state.known, model.state.currency) == (("CZK",), "CZK")


def test_crowns_go_to_tills_of_crowns_in_crowns() -> None:
    model, port = room(both())
    model.turn_currency()
    model.begin("send")
    assert model.state.form.target == TILL.drawer
    assert model.state.counted_in == "CZK"
    model.set_counts({"10000": 2})
    model.set_second(HAJARA_ID)
    model.forward()
    command = port.sent[0].command
    assert isinstance(command, SendCash)
    assert (command.currency, command.pieces) == ("CZK", {"10000": 2})


def test_what_is_chosen_brings_its_own_vault_and_is_counted_in_its_currency() -> None:
    foreign = move(640, currency="CZK", source_number="07", source=move().source, pieces={"10000": 1}, amount=100_00)
    wanted = asked(requisition=some_id(232), currency="CZK", drawer=TILL.drawer, drawer_number="07", amount=500_00)
    replica = both(moves=(foreign,), requisitions=(wanted,))
    model, port = room(replica)
    model.choose(f"move:{foreign.transfer}")
    assert model.state.currency == "CZK"
    model.begin("receive")
    assert model.state.counted_in == "CZK"
    model.leave()
    model.look_in("GHS")
    model.choose(f"ask:{wanted.requisition}")
    model.begin("ask")
    assert (model.state.form.act, model.state.counted_in, model.state.form.given) == ("grant", "CZK", {"10000": 5})
    assert port.sent == []


def test_a_till_of_crowns_is_counted_in_crowns_from_a_vault_of_cedis() -> None:
    model, _ = room(both())
    assert model.state.currency_of(Form(act="surprise", source=TILL.drawer)) == "CZK"
    assert model.state.currency_of(Form(act="count", source="vault")) == "GHS"


def test_who_is_present_is_oneself_and_whom_the_server_sees() -> None:
    replica = Replica(vault=VaultFact(vault=f"vault:{BRANCH}:GHS", branch=BRANCH, currency="GHS", open=True,
                                      opened_by=(HAJARA_ID, KOJO_ID)))  # fmt: skip
    model, port = room(replica)
    port.files[f"/v1/branches/{BRANCH}/cash-forecast"] = msgspec.json.encode(
        msgspec.structs.replace(AHEAD, present=(HAJARA_ID,))
    )
    model.look_ahead()
    assert model.state.hands == (HAJARA_ID, KOJO_ID)
    assert model.state.present == {model.state.user, HAJARA_ID}
