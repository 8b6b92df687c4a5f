from contract.permissions import Permission
from teller_app.manifest import Manifest
from teller_app.shell.places import in_order


def made(*names: str) -> list[Manifest]:
    return [Manifest(name, "t", "vault", None, ()) for name in names]


def names(found: tuple[list[Manifest], list[Manifest]]) -> tuple[list[str], list[str]]:
    return [one.name for one in found[0]], [one.name for one in found[1]]


ROOMS = made("counter", "journal", "vault", "branches", "approvals", "standin", "own")


def test_who_serves_begins_at_the_counter_and_who_only_decides_at_what_waits() -> None:
    teller = names(in_order(ROOMS, {Permission.POST_CASH}))
    assert teller == (["counter", "journal", "vault", "branches", "approvals"], ["standin", "own"])
    both = names(in_order(ROOMS, {Permission.POST_CASH, Permission.DECIDE}))
    assert both == (["counter", "approvals", "branches", "vault", "journal"], ["standin", "own"])
    manager = names(in_order(ROOMS[1:], {Permission.DECIDE}))
    assert manager == (["approvals", "branches", "vault", "journal"], ["standin", "own"])


def test_a_room_of_another_year_comes_behind_and_there_is_no_line_above_nothing() -> None:
    assert names(in_order(made("new", "approvals"), {Permission.DECIDE})) == (["approvals", "new"], [])
    assert names(in_order(made("own"), set())) == (["own"], [])
