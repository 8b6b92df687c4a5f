"""The second person beside the first: their own secret for exactly one command, the room's own rule, and guessing counts as at their sign-in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import httpx
import msgspec
import pytest
from sqlalchemy import select

from contract import paths
from contract.beside import SecondAct, SecondHere
from contract.commands import encode
from contract.doors import ProveSecond
from contract.ids import new_id
from contract.staff import DisableUser
from contract.vault import ConfirmCash, CountVault
from server.core.journal_tables import journal
from server.core.registry import nothing_happened
from server.staff import activity
from server.staff.lockout import LOCK_AFTER
from server.vault.tables import TRANSFERS, VAULTS
from tests.server.api.house import PASSWORD, House, Person, open_house, problem

WRONG = "not the password at all"


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    with open_house(tmp_path, url=database_url) as opened:
        yield opened


def counted(manager: Person, second: str) -> str:
    """An empty vault is counted by the manager and waits for the second person."""
    transfer = new_id()
    count = CountVault(transfer=transfer, currency="GHS", counted={}, second=second)
    assert manager.post(manager.seal(count)).status_code == 200
    return transfer


def prove(person: Person, command: SecondHere, password: str = PASSWORD) -> httpx.Response:
    ask = ProveSecond(command=msgspec.Raw(encode(command)), password=password)
    return person.call("POST", paths.SECOND, msgspec.json.encode(ask))


def row(house: House, transfer: str) -> Any:
    with house.bank.engine.connect() as conn:
        return TRANSFERS.fetch(conn, [transfer])[transfer]


def lines(house: House, what: str) -> list[tuple[str, str, str]]:
    """Whose, by whom, about what."""
    with house.bank.engine.connect() as conn:
        table = activity.activity
        found = select(table.c.user, table.c.by, table.c.detail).where(table.c.what == what).order_by(table.c.n)
        return [tuple(line) for line in conn.execute(found)]


def test_the_second_person_confirms_at_the_first_ones_workstation(house: House) -> None:
    kofi, kojo = house.sign_in("kofi"), house.people["kojo"]
    transfer = counted(kofi, kojo)
    yes = SecondHere(second=kojo, act=ConfirmCash(transfer=transfer))
    sealed = kofi.seal(yes)
    assert problem(kofi.post(sealed)) == (403, "second_needed")
    assert row(house, transfer).state == "proposed", "nothing was done yet"
    assert problem(prove(kofi, yes, WRONG)) == (401, "bad_credentials")
    assert problem(kofi.post(sealed)) == (403, "second_needed")
    assert prove(kofi, yes).status_code == 204
    assert kofi.post(sealed).status_code == 200, "the same bytes go out again"
    assert row(house, transfer).state == "received"
    with house.bank.engine.connect() as conn:
        (vault,) = VAULTS.fetch(conn, [f"vault:{house.branch}:GHS"]).values()
        last = conn.execute(select(journal.c.kind, journal.c.made_by).order_by(journal.c.seq.desc()).limit(1)).one()
    assert vault.counted_by == [kofi.me.user, kojo], "the journal's maker is the first, the count has both"
    assert tuple(last) == ("second_here", kofi.me.user)
    assert lines(house, "second_given") == [(kojo, kofi.me.user, "confirm_cash")]
    assert [who for who, *_ in lines(house, "sign_in_failed")] == [kojo]


def test_what_was_proven_is_one_command_of_one_person_at_one_workstation_once(house: House) -> None:
    kofi, efua, kojo = house.sign_in("kofi"), house.sign_in("efua"), house.people["kojo"]
    there = house.sign_in("kofi", house.there)
    first, second = (counted(kofi, kojo) for _ in range(2))
    yes, other = (SecondHere(second=kojo, act=ConfirmCash(transfer=one)) for one in (first, second))
    assert prove(kofi, yes).status_code == 204
    for person, command in ((kofi, other), (efua, yes), (there, yes)):
        assert problem(person.post(person.seal(command))) == (403, "second_needed")
    assert kofi.post(kofi.seal(yes)).status_code == 200
    assert problem(kofi.post(kofi.seal(yes))) == (403, "second_needed"), "once"
    assert prove(kofi, other).status_code == 204
    house.clock.pass_s(301)
    assert problem(kofi.post(kofi.seal(other))) == (403, "second_needed"), "for five minutes"


def test_nobody_is_their_own_second_and_the_rooms_rule_is_asked(house: House) -> None:
    kofi, kojo, efua = house.sign_in("kofi"), house.people["kojo"], house.people["efua"]
    transfer = counted(kofi, kojo)
    own = SecondHere(second=kofi.me.user, act=ConfirmCash(transfer=transfer))
    assert problem(prove(kofi, own)) == (409, "same_person")
    named = SecondHere(second=efua, act=ConfirmCash(transfer=transfer))
    assert prove(kofi, named).status_code == 204
    refused = kofi.post(kofi.seal(named))
    assert (refused.status_code, refused.json()["problem"]["code"]) == (422, "not_yours"), "the count waits for Kojo"
    auditor = SecondHere(second=house.people["yaa"], act=ConfirmCash(transfer=transfer))
    assert prove(kofi, auditor).status_code == 204
    refused = kofi.post(kofi.seal(auditor))
    assert (refused.status_code, refused.json()["problem"]["code"]) == (422, "not_permitted"), (
        "rights are the second's own"
    )
    assert row(house, transfer).state == "proposed"
    assert problem(prove(kofi, ConfirmCash(transfer=transfer))) == (403, "not_permitted")  # type: ignore[arg-type]


def test_guessing_the_second_persons_password_slows_down_and_locks_them(house: House) -> None:
    kofi, kojo = house.sign_in("kofi"), house.people["kojo"]
    yes = SecondHere(second=kojo, act=ConfirmCash(transfer=counted(kofi, kojo)))
    codes = []
    for _ in range(LOCK_AFTER):
        codes.append(problem(prove(kofi, yes, WRONG))[1])
        if len(codes) == 5:
            assert problem(prove(kofi, yes))[1] == "slow_down", "the right one waits, too"
        house.clock.pass_s(60 * 60)
        kofi = house.sign_in("kofi")
    assert set(codes) == {"bad_credentials"}
    assert problem(prove(kofi, yes)) == (403, "locked")
    assert problem(house.ask_sign_in("kojo")) == (403, "locked"), "it is the same account"
    assert problem(kofi.post(kofi.seal(yes))) == (403, "second_needed")


def test_who_left_the_bank_says_yes_to_nothing(house: House) -> None:
    kofi, kojo = house.sign_in("kofi"), house.people["kojo"]
    yes = SecondHere(second=kojo, act=ConfirmCash(transfer=counted(kofi, kojo)))
    assert prove(kofi, yes).status_code == 204
    house.do(DisableUser(user=kojo, reason="left"))
    refused = kofi.post(kofi.seal(yes))
    assert (refused.status_code, refused.json()["problem"]["code"]) == (422, "second_unfit"), "rights are those of now"
    assert problem(prove(kofi, yes)) == (401, "bad_credentials")


def test_an_act_said_beside_goes_past_nothing_that_would_stop_it_alone(house: House) -> None:
    """The gate, a fresh code and what has happened are looked at for the first person's command alone: an act that has any of them is
    not to be said beside before this knows of it."""
    for kind in get_args(SecondAct):
        row = house.bank.registry.by_kind[kind]
        assert (row.weigh, row.hold, row.release, row.code, row.second) == (None,) * 5, kind
        assert row.happened is nothing_happened
