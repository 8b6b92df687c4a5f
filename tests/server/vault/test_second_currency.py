"""A branch with two currencies: whatever moves one of them leaves the other as it lies, in pieces, in the books and in custody."""

import msgspec

from contract.drawers import AddDrawer, FundVault
from contract.ids import new_id
from contract.vault import (
    AskForCash,
    ConfirmCash,
    CountVault,
    ExchangeCash,
    GrantCash,
    OpenVault,
    SendCash,
    SortNotes,
)
from server.vault.tables import VAULTS
from tests.server.drawers.house import (
    AKOSUA,
    KOJO,
    MAKOLA,
    SYSTEM,
    VAULT,
    YAW,
    House,
    done,
    drawer,
    refused,
)
from tests.server.vault.roads import BANK, SAFE, bag, receive, till

FOREIGN = new_id()
CROWNS = {"200000": 50, "50000": 100, "10000": 200, "5000c": 40}
FLOAT = {"50000": 10, "10000": 20}
CZK, GHS = f"vault:{MAKOLA}:CZK", f"vault:{MAKOLA}:GHS"


def both(house: House) -> None:
    """Crowns in the vault, and a till of crowns that Kojo has open beside Efua's of cedis."""
    done(house.run(FundVault(branch=MAKOLA, currency="CZK", pieces=CROWNS), SYSTEM))
    done(house.run(_till(), SYSTEM))
    house.open()
    house.open(KOJO, FLOAT, FOREIGN)


def _till() -> AddDrawer:
    made = drawer(FOREIGN, "07", standing_float=FLOAT, soft_max=50_000_00, hard_max=100_000_00, insured=150_000_00)
    return msgspec.structs.replace(made, currency="CZK")


def confirmed(house: House, transfer: str, who: str) -> None:
    done(house.run(ConfirmCash(transfer=transfer), who))


def test_sent_received_asked_and_exchanged_in_the_second_currency(house: House) -> None:
    both(house)
    before, cedis = bag(house, GHS), house.balance("1020")
    sent = SendCash(transfer=new_id(), source=SAFE, target=BANK, currency="CZK", pieces={"200000": 5}, second=YAW)
    done(house.run(sent, AKOSUA))
    confirmed(house, sent.transfer, YAW)
    asked = AskForCash(requisition=new_id(), amount=1_000_00)
    done(house.run(asked, KOJO))
    assert house.said("requisition")[0]["currency"] == "CZK"
    grant = GrantCash(requisition=asked.requisition, transfer=new_id(), pieces={"10000": 10}, second=AKOSUA)
    done(house.run(grant, YAW))
    confirmed(house, grant.transfer, AKOSUA)
    done(receive(house, grant.transfer, {"10000": 10}, KOJO))
    swap = ExchangeCash(transfer=new_id(), one=till(FOREIGN), other=SAFE, currency="CZK", given={"50000": 2},
                        taken={"10000": 10}, second=AKOSUA)  # fmt: skip
    done(house.run(swap, KOJO))
    confirmed(house, swap.transfer, AKOSUA)
    assert bag(house, f"drawer:{FOREIGN}") == {"50000": 8, "10000": 40}
    assert bag(house, CZK) == {"200000": 45, "50000": 92, "10000": 160, "5000c": 40}
    assert (bag(house, GHS), house.balance("1020")) == (before, cedis)
    assert house.differences() == []


def test_cash_of_one_currency_goes_into_no_place_of_the_other(house: House) -> None:
    both(house)
    for pieces, code in (({"50000": 1}, "wrong_currency"), ({"20000": 1}, "wrong_currency")):
        crossed = SendCash(transfer=new_id(), source=SAFE, target=till(), currency="CZK", pieces=pieces, second=YAW)
        assert refused(house.run(crossed, AKOSUA)) == code
    foreign = SendCash(transfer=new_id(), source=SAFE, target=BANK, currency="CZK", pieces={"100": 1}, second=YAW)
    assert refused(house.run(foreign, AKOSUA)) == "unknown_denomination"


def test_each_currency_is_counted_sorted_locked_and_unlocked_by_itself(house: House) -> None:
    both(house)
    held = bag(house, CZK)
    sort = SortNotes(transfer=new_id(), place=SAFE, currency="CZK", taken={"10000": 3}, put={"10000:mutilated": 3},
                     second=YAW)  # fmt: skip
    done(house.run(sort, AKOSUA))
    confirmed(house, sort.transfer, YAW)
    held = {**held, "10000": held["10000"] - 3, "10000:mutilated": 3}
    assert bag(house, CZK) == held
    count = CountVault(transfer=new_id(), currency="CZK", counted=held, second=YAW, closing=True)
    done(house.run(count, AKOSUA))
    confirmed(house, count.transfer, YAW)
    assert (house.row(VAULTS, CZK).open, house.row(VAULTS, CZK).counted_by) == (False, [AKOSUA, YAW])
    with_cedis = SendCash(transfer=new_id(), source=SAFE, target=BANK, currency="GHS", pieces={"20000": 1}, second=YAW)
    done(house.run(with_cedis, AKOSUA))
    with_crowns = SendCash(transfer=new_id(), source=SAFE, target=BANK, currency="CZK", pieces={"50000": 1}, second=YAW)
    assert refused(house.run(with_crowns, AKOSUA)) == "vault_closed"
    unlock = OpenVault(transfer=new_id(), currency="CZK", second=YAW)
    done(house.run(unlock, AKOSUA))
    confirmed(house, unlock.transfer, YAW)
    assert house.row(VAULTS, CZK).opened_by == [AKOSUA, YAW]
    done(house.run(with_crowns, AKOSUA))
    assert bag(house, GHS)["20000"] == VAULT["20000"]
    assert house.differences() == []


def test_a_cashier_of_crowns_hands_them_to_the_vault_and_the_difference_is_in_crowns(house: House) -> None:
    both(house)
    sent = SendCash(transfer=new_id(), source=till(FOREIGN), target=SAFE, currency="CZK", pieces={"10000": 5})
    done(house.run(sent, KOJO))
    done(receive(house, sent.transfer, {"10000": 4}, AKOSUA, YAW, "One note short"))
    confirmed(house, sent.transfer, YAW)
    assert house.said("cash_move")[0]["difference"] == -10_000
    assert house.balance("1440") == 0, "not in cedis"
    assert house.differences() == []
