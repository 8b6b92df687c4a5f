"""Notes in other buckets: by the cashier at once, in the vault by two; what turns suspect is no cash any more."""

from contract.ids import new_id
from contract.ledger import Cash, Deposit, ReverseTransaction, Withdraw
from contract.money import Money
from contract.vault import ConfirmCash, CountVault, ImpoundNotes, MoveState, Place, RefuseCash, SortNotes
from server.vault.tables import TRANSFERS
from tests.server.drawers.house import (
    ACCOUNT,
    AKOSUA,
    DRAWER,
    EFUA,
    FLOAT,
    FLOAT_TOTAL,
    KOJO,
    MAKOLA,
    YAW,
    House,
    codes,
    done,
    refused,
)
from tests.server.vault.roads import BANK, SAFE, bag, receive, send, till

VAULT_BAG, TILL_BAG = f"vault:{MAKOLA}:GHS", f"drawer:{DRAWER}"
WORN, DOUBTFUL = {"5000:mutilated": 2}, {"5000:suspect": 1}


def sort(
    place: Place, taken: dict[str, int], put: dict[str, int], second: str | None = None, reason: str = ""
) -> SortNotes:
    return SortNotes(transfer=new_id(), place=place, currency="GHS", taken=taken, put=put, second=second, reason=reason)


def impound(giver: str = "Ama Serwaa", **pieces: int) -> ImpoundNotes:
    return ImpoundNotes(
        transfer=new_id(),
        currency="GHS",
        pieces=pieces or {"20000": 1},
        giver=giver,
        serials="AB17",
        reason="no thread",
    )


def pay(pieces: dict[str, int], kind: type[Withdraw | Deposit] = Withdraw) -> Withdraw | Deposit:
    cash = Cash(given=pieces) if kind is Withdraw else Cash(received=pieces)
    return kind(transaction=new_id(), account=ACCOUNT, amount=Money(10_000, "GHS"), cash=cash)


def test_worn_notes_are_set_aside_at_the_till_and_stay_cash(house: House) -> None:
    house.open()
    assert done(house.run(sort(till(), {"5000": 2}, WORN), EFUA)).state is MoveState.RECEIVED
    assert bag(house, TILL_BAG) == {**FLOAT, "5000": 8, "5000:mutilated": 2}
    assert house.balance("1010", "04") == FLOAT_TOTAL
    done(house.run(pay({"10000": 1}, Deposit), EFUA))
    assert refused(house.run(pay(WORN), EFUA)) == "notes_unpayable"
    assert refused(house.run(send(till(), till(new_id()), WORN), EFUA)) == "notes_unpayable"
    assert bag(house, TILL_BAG)["5000:mutilated"] == 2
    assert house.differences() == []


def test_what_a_customer_brings_may_be_worn_and_not_doubtful(house: House) -> None:
    house.open()
    done(house.run(pay(WORN, Deposit), EFUA))
    assert bag(house, TILL_BAG)["5000:mutilated"] == 2
    assert refused(house.run(pay({"5000:suspect": 2}, Deposit), EFUA)) == "notes_unpayable"
    assert house.differences() == []


def test_a_till_is_never_sent_what_it_cannot_pay_out(house: House) -> None:
    house.open()
    command = sort(SAFE, {"5000": 2}, WORN, second=YAW)
    assert done(house.run(command, AKOSUA)).state is MoveState.PROPOSED
    assert bag(house, VAULT_BAG).get("5000:mutilated") is None
    done(house.run(ConfirmCash(transfer=command.transfer), YAW))
    assert bag(house, VAULT_BAG)["5000:mutilated"] == 2
    assert refused(house.run(send(SAFE, till(), WORN, YAW), AKOSUA)) == "notes_unpayable"
    assert house.differences() == []


def test_worn_notes_go_from_the_till_to_the_vault_and_to_the_central_bank(house: House) -> None:
    house.open()
    done(house.run(sort(till(), {"5000": 2}, WORN), EFUA))
    out = done(house.run(send(till(), SAFE, WORN), EFUA))
    done(receive(house, out.transfer, WORN, AKOSUA, YAW))
    done(house.run(ConfirmCash(transfer=out.transfer), YAW))
    assert bag(house, VAULT_BAG)["5000:mutilated"] == 2
    away = done(house.run(send(SAFE, BANK, WORN, YAW), AKOSUA))
    done(house.run(ConfirmCash(transfer=away.transfer), YAW))
    done(receive(house, away.transfer, WORN, YAW))
    assert bag(house, VAULT_BAG).get("5000:mutilated") is None
    assert house.differences() == []


def test_a_note_that_turns_suspect_is_the_cashiers_shortage_with_its_own_life(house: House) -> None:
    house.open()
    command = sort(till(), {"5000": 1}, DOUBTFUL, reason="no thread")
    assert done(house.run(command, EFUA)).difference == -5000
    assert house.balance("1010", "04") == FLOAT_TOTAL - 5000
    assert house.balance("1420", "04") == 5000
    assert bag(house, TILL_BAG)["5000:suspect"] == 1
    (variance,) = house.said("variance")
    assert (variance["variance"], variance["amount"], variance["state"]) == (command.transfer, -5000, "recorded")
    assert "notes_doubted" in codes(house.seen(AKOSUA))
    counted = house.count({**FLOAT, "5000": 9, "5000:suspect": 1})
    assert counted.variance == 0
    (sheet,) = house.said("reconciliation")
    assert sheet["opening"] + sum(line["amount"] for line in sheet["movements"]) == sheet["expected"]
    assert house.differences() == []


def test_custody_gives_back_by_two_in_the_vault_alone(house: House) -> None:
    house.open()
    done(house.run(sort(till(), {"5000": 1}, DOUBTFUL, reason="no thread"), EFUA))
    assert refused(house.run(sort(till(), DOUBTFUL, {"5000": 1}, reason="it is good"), EFUA)) == "notes_unpayable"
    out = done(house.run(send(till(), SAFE, DOUBTFUL), EFUA))
    done(receive(house, out.transfer, DOUBTFUL, AKOSUA, YAW))
    done(house.run(ConfirmCash(transfer=out.transfer), YAW))
    assert bag(house, VAULT_BAG)["5000:suspect"] == 1
    back = sort(SAFE, DOUBTFUL, {"5000": 1}, YAW, "the central bank says good")
    done(house.run(back, AKOSUA))
    done(house.run(ConfirmCash(transfer=back.transfer), YAW))
    assert (bag(house, VAULT_BAG)["5000"], house.balance("1430")) == (91, -5000)
    assert house.differences() == []


def test_a_customers_doubtful_note_is_kept_and_credited_to_nobody(house: House) -> None:
    house.open()
    command = impound()
    done(house.run(command, EFUA))
    assert bag(house, TILL_BAG) == {**FLOAT, "20000:suspect": 1}
    assert house.balance("1010", "04") == FLOAT_TOTAL
    row = house.row(TRANSFERS, command.transfer)
    assert (row.giver, row.reference, row.reason, row.amount) == ("Ama Serwaa", "AB17", "no thread", 0)
    assert "notes_kept" in codes(house.seen(AKOSUA))
    assert [fact["giver"] for fact in house.seen(EFUA) if fact["fact"] == "cash_move"] == ["Ama Serwaa"]
    assert [fact for fact in house.seen(KOJO) if fact["fact"] == "cash_move"] == []
    assert house.count({**FLOAT, "20000:suspect": 1}).variance == 0
    assert house.differences() == []


def test_what_may_not_be_kept(house: House) -> None:
    assert refused(house.run(impound(), EFUA)) == "drawer_not_open"
    house.open()
    for command, said in (
        (impound(giver=" "), "reason_missing"),
        (impound(**{"200c": 1}), "cash_needed"),
        (impound(**{"20000:mutilated": 1}), "notes_unpayable"),
        (impound(**{"300": 1}), "unknown_denomination"),
    ):
        assert refused(house.run(command, EFUA)) == said


def test_who_sorts_where(house: House) -> None:
    house.open()
    for command, who, said in (
        (sort(till(), {"5000": 2}, WORN), KOJO, "drawer_not_yours"),
        (sort(SAFE, {"5000": 2}, WORN), AKOSUA, "second_missing"),
        (sort(SAFE, {"5000": 2}, WORN, AKOSUA), AKOSUA, "same_person"),
        (sort(SAFE, {"5000": 2}, WORN, YAW), EFUA, "not_permitted"),
        (sort(BANK, {"5000": 2}, WORN, YAW), AKOSUA, "places_wrong"),
        (sort(till(), {"5000": 200}, {"5000:strapped": 200}), EFUA, "pieces_short"),
    ):
        assert refused(house.run(command, who)) == said
    assert house.differences() == []


def test_the_vault_is_counted_with_its_buckets(house: House) -> None:
    strap = sort(SAFE, {"5000": 100}, {"5000:strapped": 100}, YAW)
    done(house.run(strap, AKOSUA))
    done(house.run(ConfirmCash(transfer=strap.transfer), YAW))
    held = bag(house, VAULT_BAG)
    assert (held["5000:strapped"], "5000" in held) == (100, False)
    count = CountVault(transfer=new_id(), currency="GHS", counted=held, second=YAW)
    assert done(house.run(count, AKOSUA)).difference == 0
    broken = CountVault(
        transfer=new_id(), currency="GHS", counted={**held, "5000:strapped": 99}, second=YAW, reason="one short"
    )
    assert refused(house.run(broken, AKOSUA)) == "strap_broken"


def stand(house: House) -> tuple[object, ...]:
    """Where cash and its differences lie."""
    return (bag(house, VAULT_BAG), bag(house, TILL_BAG), *map(house.balance, ("1020", "1430")), house.balance("1010", "04"),
            house.balance("1420", "04"))  # fmt: skip


def test_nothing_is_sorted_or_kept_twice_nor_undone_by_legs_alone(house: House) -> None:
    house.open()
    at_till, kept = sort(till(), {"5000": 1}, DOUBTFUL, reason="no thread"), impound()
    in_vault = sort(SAFE, {"10000": 1}, {"10000:suspect": 1}, YAW, "no thread")
    booked = []
    for command, who in ((at_till, EFUA), (kept, EFUA), (in_vault, AKOSUA)):
        done(house.run(command, who))
        booked += house.said("transaction")
    done(house.run(ConfirmCash(transfer=in_vault.transfer), YAW))
    booked += house.said("transaction")
    after = stand(house)
    for command, who in ((at_till, EFUA), (kept, EFUA), (in_vault, AKOSUA)):
        assert refused(house.run(command, who)) == "already_there"
    for transfer in (at_till.transfer, kept.transfer, in_vault.transfer):
        for step in (ConfirmCash(transfer=transfer), RefuseCash(transfer=transfer, reason="no")):
            assert refused(house.run(step, YAW)) == "move_over"
        assert refused(receive(house, transfer, DOUBTFUL, YAW, KOJO)) == "move_over"
    assert [(row["kind"], row["amount"]) for row in booked] == [("suspect", 5000), ("suspect", 10000)]
    for row in booked:
        undo = ReverseTransaction(transaction=new_id(), original=row["transaction"], reason="mine")
        assert refused(house.run(undo, AKOSUA)) == "not_reversible"
    assert stand(house) == after
    assert house.differences() == []


def test_one_note_that_two_people_want_to_sort_is_sorted_once(house: House) -> None:
    held = bag(house, VAULT_BAG)
    one, other = (sort(SAFE, {"5000": held["5000"]}, {"5000:mutilated": held["5000"]}, YAW) for _ in range(2))
    for command in (one, other):
        done(house.run(command, AKOSUA))
    done(house.run(ConfirmCash(transfer=one.transfer), YAW))
    assert refused(house.run(ConfirmCash(transfer=other.transfer), YAW)) == "vault_short"
    done(house.run(RefuseCash(transfer=other.transfer, reason="sorted already"), YAW))
    assert bag(house, VAULT_BAG)["5000:mutilated"] == held["5000"]
    assert house.differences() == []
