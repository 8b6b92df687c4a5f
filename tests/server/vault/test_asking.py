"""Requisitions: asked, granted as asked or changed, sent; taken back, declined, asked again."""

from contract.ids import new_id
from contract.vault import AskForCash, ConfirmCash, DeclineCash, GrantCash, RefuseCash
from server.vault.tables import REQUISITIONS
from tests.server.drawers.house import AKOSUA, EFUA, KOJO, YAW, House, codes, done, refused
from tests.server.vault.roads import denied, receive


def ask(house: House, amount: int = 20_000, pieces: dict[str, int] | None = None) -> str:
    command = AskForCash(requisition=new_id(), amount=amount, pieces=pieces or {})
    done(house.run(command, EFUA))
    return command.requisition


def state(house: House, requisition: str) -> str:
    return house.row(REQUISITIONS, requisition).state


def test_asked_changed_granted_sent(house: House) -> None:
    house.open()
    asked = ask(house, pieces={"1000": 20})
    assert codes(house.seen(YAW)) == ["requisition_asked"]
    grant = GrantCash(requisition=asked, transfer=new_id(), pieces={"1000": 10, "5000": 2}, second=AKOSUA)
    assert denied(house.run(grant, KOJO)) == "keep_vault"
    done(house.run(grant, YAW))
    assert house.said("requisition")[0]["changed"] is True
    assert state(house, asked) == "granted"
    assert refused(house.run(DeclineCash(requisition=asked, reason="No"), EFUA)) == "requisition_over"
    done(house.run(ConfirmCash(transfer=grant.transfer), AKOSUA))
    assert state(house, asked) == "sent"
    done(receive(house, grant.transfer, {"1000": 10, "5000": 2}, EFUA))
    assert house.differences() == []


def test_what_is_not_sent_after_all_is_asked_again(house: House) -> None:
    house.open()
    asked = ask(house)
    for step in ("proposed", "sent"):
        grant = GrantCash(requisition=asked, transfer=new_id(), pieces={"1000": 20}, second=AKOSUA)
        done(house.run(grant, YAW))
        assert "changed" not in house.said("requisition")[0], "an amount was asked for, and granted"
        if step == "sent":
            done(house.run(ConfirmCash(transfer=grant.transfer), AKOSUA))
        who = AKOSUA if step == "proposed" else EFUA
        done(house.run(RefuseCash(transfer=grant.transfer, reason="Torn notes"), who))
        assert state(house, asked) == "asked"
    assert house.differences() == []


def test_a_custodian_says_no_and_who_asked_takes_it_back(house: House) -> None:
    house.open()
    for who, then in ((YAW, "declined"), (EFUA, "withdrawn")):
        asked = ask(house)
        assert refused(house.run(DeclineCash(requisition=asked, reason="No"), KOJO)) == "not_yours"
        done(house.run(DeclineCash(requisition=asked, reason="No"), who))
        assert state(house, asked) == then


def test_what_cannot_be_asked(house: House) -> None:
    assert refused(house.run(AskForCash(requisition=new_id(), amount=100), KOJO)) == "drawer_not_open"
    house.open()
    for command, code in (
        (AskForCash(requisition=new_id(), amount=100, pieces={"1000": 1}), "cash_mismatch"),
        (AskForCash(requisition=new_id(), amount=100, pieces={"7": 1}), "unknown_denomination"),
        (AskForCash(requisition=new_id(), amount=9_000_00), "drawer_over_hard_limit"),
    ):
        assert refused(house.run(command, EFUA)) == code
    unknown = GrantCash(requisition=new_id(), transfer=new_id(), pieces={"1000": 1}, second=AKOSUA)
    assert refused(house.run(unknown, YAW)) == "requisition_unknown"
