"""The vault counted by two, locked for the night, unlocked in the morning, near its bounds."""

import msgspec
import pytest

from contract.ids import new_id
from contract.money import pieces_total
from contract.vault import (
    IDLE_LOCK_MIN,
    ConfirmCash,
    CountVault,
    LockedWhy,
    LockVault,
    MoveState,
    OpenVault,
    SetVault,
)
from server.vault.tables import VAULTS
from tests.server.drawers.house import (
    ABENA,
    AKOSUA,
    EFUA,
    FLOAT,
    KOJO,
    MAKOLA,
    SYSTEM,
    VAULT,
    YAW,
    House,
    codes,
    done,
    refused,
)
from tests.server.vault.roads import BANK, SAFE, bag, denied, receive, send, till

replace = msgspec.structs.replace
WORTH = pieces_total(VAULT)


def count(counted: dict[str, int], second: str = YAW, **more: object) -> CountVault:
    return CountVault(transfer=new_id(), currency="GHS", counted=counted, second=second, **more)  # type: ignore[arg-type]


def test_a_count_by_two_books_its_difference(house: House) -> None:
    short = {**VAULT, "20000": 99}
    assert refused(house.run(count(short), AKOSUA)) == "reason_missing"
    assert denied(house.run(count(short, reason="?"), KOJO)) == "keep_vault"
    command = count(short, reason="A note is missing")
    done(house.run(command, AKOSUA))
    assert house.balance("1430") == 0
    assert done(house.run(ConfirmCash(transfer=command.transfer), YAW)).difference == -20_000
    assert (house.balance("1430"), house.balance("1020")) == (20_000, WORTH - 20_000)
    assert bag(house, f"vault:{MAKOLA}:GHS") == short
    assert codes(house.seen(AKOSUA)) == ["vault_difference"]
    said = house.said("vault")[0]
    assert said["counted_by"] == [AKOSUA, YAW]
    assert house.differences() == []


def test_a_vault_that_moved_since_it_was_counted_is_counted_again(house: House) -> None:
    house.open()
    command = count({**VAULT, "10000": 90, "5000": 90, "1000": 180, "100c": 450})
    done(house.run(command, AKOSUA))
    out = done(house.run(send(SAFE, BANK, {"20000": 1}, YAW), AKOSUA))
    done(house.run(ConfirmCash(transfer=out.transfer), YAW))
    assert refused(house.run(ConfirmCash(transfer=command.transfer), YAW)) == "vault_moved"


def test_locked_for_the_night_nothing_moves_and_no_drawer_opens_until_two_unlock_it(house: House) -> None:
    command = count(VAULT, closing=True)
    done(house.run(command, AKOSUA))
    assert done(house.run(ConfirmCash(transfer=command.transfer), YAW)).state is MoveState.RECEIVED
    assert house.said("vault")[0]["closed_on"] == "2026-11-24"
    assert refused(house.run(send(SAFE, BANK, {"20000": 1}, YAW), AKOSUA)) == "vault_closed"
    assert refused(house.run(count(VAULT), AKOSUA)) == "vault_closed"
    house.next_day()
    with pytest.raises(AssertionError, match="vault_closed"):
        house.open()
    unlock = OpenVault(transfer=new_id(), currency="GHS", second=YAW)
    assert denied(house.run(unlock, EFUA)) == "keep_vault"
    done(house.run(unlock, AKOSUA))
    done(house.run(ConfirmCash(transfer=unlock.transfer), YAW))
    said = house.said("vault")[0]
    assert (said["opened_by"], said["opened_at"][:10]) == ([AKOSUA, YAW], "2026-11-25")
    assert refused(house.run(OpenVault(transfer=new_id(), currency="GHS", second=YAW), AKOSUA)) == "already_there"
    house.open()


def test_it_is_not_locked_over_cash_that_is_on_its_way(house: House) -> None:
    house.open()
    moved = done(house.run(send(till(), SAFE, {"10000": 1}), EFUA))
    left = {face: n - FLOAT.get(face, 0) for face, n in VAULT.items()}
    command = count(left, closing=True)
    done(house.run(command, AKOSUA))
    assert refused(house.run(ConfirmCash(transfer=command.transfer), YAW)) == "move_pending"
    done(receive(house, moved.transfer, {"10000": 1}, AKOSUA, KOJO))


def test_a_notice_before_the_insured_limit_is_reached(house: House) -> None:
    bounds = SetVault(branch=MAKOLA, currency="GHS", soft_max=WORTH + 300_000, insured=WORTH * 10 // 8)
    assert refused(house.run(bounds, ABENA)) == "wrong_branch"
    done(house.run(bounds, AKOSUA))
    wanted = WORTH * 10 // 8 * 9 // 10 + 100 - WORTH
    pieces = {"100": wanted // 100 + 1}
    back = done(house.run(send(BANK, SAFE, pieces), AKOSUA))
    done(receive(house, back.transfer, pieces, YAW, KOJO))
    done(house.run(ConfirmCash(transfer=back.transfer), KOJO))
    assert "vault_near_insured" in codes(house.seen(AKOSUA))
    assert codes(house.seen(EFUA)) == []


def unlocked(house: House) -> str:
    """Locked for the night and unlocked in the morning by Akosua and Yaw; until when it is open."""
    command = count(VAULT, closing=True)
    done(house.run(command, AKOSUA))
    done(house.run(ConfirmCash(transfer=command.transfer), YAW))
    house.next_day()
    unlock = OpenVault(transfer=new_id(), currency="GHS", second=YAW)
    done(house.run(unlock, AKOSUA))
    done(house.run(ConfirmCash(transfer=unlock.transfer), YAW))
    until: str = house.said("vault")[0]["locks_at"]
    return until


def test_an_unlocked_vault_ends_by_itself_unless_the_two_go_on(house: House) -> None:
    until = unlocked(house)
    lock = LockVault(vault=f"vault:{MAKOLA}:GHS", why=LockedWhy.IDLE)
    house.wait(IDLE_LOCK_MIN - 1)
    assert refused(house.run(lock, SYSTEM)) == "already_there", "a minute too early"
    moved = done(house.run(send(SAFE, BANK, {"20000": 1}, YAW), AKOSUA))
    done(house.run(ConfirmCash(transfer=moved.transfer), YAW))
    later = house.said("vault")[0]["locks_at"]
    assert later > until, "the two have said yes, so they are there"
    waits = done(house.run(send(SAFE, BANK, {"20000": 1}, YAW), AKOSUA))
    house.wait(IDLE_LOCK_MIN)
    assert refused(house.run(ConfirmCash(transfer=waits.transfer), YAW)) == "vault_closed", (
        "before the clock wrote it down"
    )
    done(house.run(lock, SYSTEM))
    said = house.said("vault")[0]
    assert (said.get("open", False), said.get("locks_at", ""), said["closed_on"]) == (False, "", "2026-11-24"), (
        "nothing was counted"
    )
    assert "vault_locked_idle" in codes(house.seen(AKOSUA))
    assert refused(house.run(lock, SYSTEM)) == "already_there"
    unlock = OpenVault(transfer=new_id(), currency="GHS", second=KOJO)
    done(house.run(unlock, AKOSUA))
    done(house.run(ConfirmCash(transfer=unlock.transfer), KOJO))
    done(house.run(ConfirmCash(transfer=waits.transfer), YAW))
    assert house.differences() == []


def test_it_ends_when_one_has_left_and_not_at_all_where_the_bank_says_never(house: House) -> None:
    unlocked(house)
    left = LockVault(vault=f"vault:{MAKOLA}:GHS", why=LockedWhy.LEFT)
    done(house.run(SetVault(branch=MAKOLA, currency="GHS", idle_lock_min=0), AKOSUA))
    assert house.said("vault")[0].get("locks_at", "") == ""
    assert refused(house.run(left, SYSTEM)) == "already_there"
    done(house.run(SetVault(branch=MAKOLA, currency="GHS", idle_lock_min=5), AKOSUA))
    assert denied(house.run(left, AKOSUA)) == "system", "a person counts and locks"
    done(house.run(left, SYSTEM))
    assert "vault_locked_left" in codes(house.seen(AKOSUA))
    assert refused(house.run(send(SAFE, BANK, {"20000": 1}, YAW), AKOSUA)) == "vault_closed"


def test_what_was_asked_about_one_opening_closes_no_other(house: House) -> None:
    """Somebody left and the clock saw it; before it was written down the two had locked and unlocked the vault once more."""
    unlocked(house)
    about = LockVault(vault=f"vault:{MAKOLA}:GHS", why=LockedWhy.LEFT, opened_at=house.said("vault")[0]["opened_at"])
    house.wait(1)
    unlocked(house)
    assert refused(house.run(about, SYSTEM)) == "already_there"
    done(house.run(replace(about, opened_at=house.row(VAULTS, about.vault).opened_at), SYSTEM))
    assert refused(house.run(send(SAFE, BANK, {"20000": 1}, YAW), AKOSUA)) == "vault_closed"


def test_an_hour_that_has_come_is_over_also_before_the_clock_wrote_it_down(house: House) -> None:
    """A count that was begun before is still taken, but neither it nor a new bound opens what two have to unlock."""
    until = unlocked(house)
    begun = count(VAULT)
    done(house.run(begun, AKOSUA))
    house.wait(IDLE_LOCK_MIN + 1)
    done(house.run(ConfirmCash(transfer=begun.transfer), YAW))
    assert house.said("vault")[0]["locks_at"] == until
    done(house.run(SetVault(branch=MAKOLA, currency="GHS", idle_lock_min=120), AKOSUA))
    assert house.said("vault")[0]["locks_at"] == until
    assert refused(house.run(send(SAFE, BANK, {"20000": 1}, YAW), AKOSUA)) == "vault_closed"
