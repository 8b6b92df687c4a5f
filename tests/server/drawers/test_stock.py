"""Bags as other rooms move them: a counted till is none, a foreign lease moves nothing, near a bound people are told."""

from contract.ids import new_id
from contract.vault import AskForCash, ConfirmCash
from tests.server.drawers.house import AKOSUA, DRAWER, EFUA, FLOAT, KOJO, YAW, House, codes, done, drawer, refused
from tests.server.vault.roads import SAFE, bag, receive, send, till


def test_a_counted_till_is_no_till(house: House) -> None:
    house.open()
    house.count(FLOAT)
    assert refused(house.run(send(till(), SAFE, {"10000": 1}), EFUA)) == "drawer_not_open"
    assert refused(house.run(AskForCash(requisition=new_id(), amount=100), EFUA)) == "drawer_not_open"


def test_a_till_of_another_currency_is_none(house: House) -> None:
    other = new_id()
    czk = drawer(other, "07", standing_float={}, soft_max=1, hard_max=1, insured=1)
    done(house.run(type(czk)(**{**{f: getattr(czk, f) for f in czk.__struct_fields__}, "currency": "CZK"}), AKOSUA))
    assert refused(house.run(send(SAFE, till(other), {"20000": 1}, YAW), AKOSUA)) == "wrong_currency"


def test_the_cashier_and_the_managers_hear_that_a_bound_comes_near_but_no_total(house: House) -> None:
    house.open()
    out = done(house.run(send(SAFE, till(), {"10000": 28}, YAW), AKOSUA))
    done(house.run(ConfirmCash(transfer=out.transfer), YAW))
    done(receive(house, out.transfer, {"10000": 28}, EFUA))
    assert codes(house.seen(EFUA)) == ["drawer_near_soft"]
    assert codes(house.seen(AKOSUA)) == ["drawer_near_soft"]
    assert codes(house.seen(KOJO)) == []
    (told,) = (fact for fact in house.seen(EFUA) if fact["fact"] == "notice")
    assert told["params"] == {"drawer": "04", "bound": 5_000_00, "currency": "GHS"}
    assert [fact for fact in house.seen(EFUA) if fact["fact"] == "drawer_totals"] == []
    assert bag(house, f"drawer:{DRAWER}")["10000"] == 38


def test_a_bound_that_came_near_is_told_once_and_again_only_after_it_went_away(house: House) -> None:
    house.open()

    def fill(notes: int) -> list[str]:
        out = done(house.run(send(SAFE, till(), {"10000": notes}, YAW), AKOSUA))
        done(house.run(ConfirmCash(transfer=out.transfer), YAW))
        done(receive(house, out.transfer, {"10000": notes}, EFUA))
        return codes(house.seen(EFUA))

    assert [fill(28), fill(1)] == [["drawer_near_soft"], []]
    done(house.run(send(till(), SAFE, {"10000": 8}), EFUA))
    assert codes(house.seen(EFUA)) == []
    assert fill(8) == ["drawer_near_soft"]


def test_who_sends_the_cash_away_is_not_told_that_it_is_low_but_it_is_said(house: House) -> None:
    mine = new_id()
    done(house.run(drawer(mine, "05", minimum=1_500_00), AKOSUA))
    house.open(key=mine)
    done(house.run(send(till(mine), SAFE, {"10000": 9}), EFUA))
    assert "drawer_under_minimum" not in codes(house.seen(EFUA))
    assert house.said("session")[0]["low"]


def test_from_vault_and_to_vault_are_lines_of_the_slip(house: House) -> None:
    house.open()
    out = done(house.run(send(SAFE, till(), {"10000": 1}, YAW), AKOSUA))
    done(house.run(ConfirmCash(transfer=out.transfer), YAW))
    done(receive(house, out.transfer, {"10000": 1}, EFUA))
    back = done(house.run(send(till(), SAFE, {"5000": 1}), EFUA))
    done(receive(house, back.transfer, {"5000": 1}, AKOSUA, YAW))
    done(house.run(ConfirmCash(transfer=back.transfer), YAW))
    counted = house.count({**FLOAT, "10000": 11, "5000": 9})
    assert counted.variance == 0
    (sheet,) = house.said("reconciliation")
    flows = {line["kind"]: (line["items"], line["amount"]) for line in sheet["movements"]}
    assert flows == {"from_vault": (1, 10_000), "to_vault": (1, -5_000)}
