"""Every door with every role, held against one readable table: docs/permissions.md."""

import re

import httpx
import msgspec
import pytest

from contract import paths
from contract.base import Command
from contract.branches import AddBranch
from contract.commands import KINDS, kind_of
from contract.feed import Batch
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddUser
from server.api.permission_table import fact_kinds
from server.core.clock import system_clock
from server.staff.roles import PERMISSIONS
from server.staff.sign_in import store_password
from tests.contract.samples import SAMPLES
from tests.server.api.full_day import FullDay, tell
from tests.server.api.house import PASSWORD, House, Person
from tests.support.code import ROOT

TABLE = (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8")
COLUMNS = ["cashier", "manager", "operations", "field_banker", "administrator", "auditor"]


def table(kind: str) -> dict[str, dict[str, bool]]:
    """What the file says of commands, reads, writes or facts: door to role to yes."""
    found = {}
    for line in TABLE.splitlines():
        match = re.match(rf"\| {kind} `([^`]+)` \| [a-z_ ]+ \|(.*)\|", line)
        if match:
            cells = [cell.strip() == "yes" for cell in match.group(2).split("|")[:6]]
            found[match.group(1)] = dict(zip(COLUMNS, cells, strict=True))
    return found


@pytest.fixture
def people(house: House) -> dict[str, Person]:
    """One person of each role at the branch, none of whom made anything."""
    made = {}
    for role in Role:
        user = new_id()
        house.do(
            AddUser(
                user=user,
                username=f"one.{role}",
                full_name=role,
                staff_number=f"X-{role}",
                roles=(role,),
                branch=house.branch,
            )
        )
        encoded = house.parts.passwords.hash(PASSWORD)
        house.bank.writer.write_sync(
            lambda conn, user=user, encoded=encoded: store_password(conn, user, encoded, system_clock())
        )
        made[role.value] = house.sign_in(f"one.{role}", at=house.there)
    return made


def may(answer: httpx.Response) -> bool:
    """Whether the door opened for this role, whatever came of it inside."""
    body = answer.json() if "json" in answer.headers.get("content-type", "") else {}
    refused = (
        answer.status_code == 403 and body.get("code") == "not_permitted" and "permission" in body.get("params", {})
    )
    bank_s_own = answer.status_code == 403 and "kind" in body.get("params", {}) and body.get("code") == "not_permitted"
    assert answer.status_code < 500, answer.text
    return not (refused or bank_s_own)


def test_the_table_has_every_door() -> None:
    assert set(table("command")) == set(KINDS)
    assert len(table("read")) >= 15
    assert len(table("write")) >= 8
    assert {role.value for role in PERMISSIONS} == set(COLUMNS)


def test_commands(people: dict[str, Person]) -> None:
    # What was taken in offline has happened: it is booked, to suspense where the right is missing (see the table).
    samples = {kind_of(sample): online(sample) for sample in SAMPLES}
    found = {
        kind: {role: may(person.post(person.seal(sample))) for role, person in people.items()}
        for kind, sample in samples.items()
    }
    assert found == table("command")


def online(sample: Command) -> Command:
    """The same while the server is there to be asked."""
    flags = {"taken_offline", "opened_offline"} & set(sample.__struct_fields__)
    return msgspec.structs.replace(sample, **dict.fromkeys(flags, False))


def placed(path: str) -> str:
    return re.sub(
        r"\{(\w+)}", lambda match: "ab" * 32 if match[1] == "sha256" else "1" if match[1] == "seq" else new_id(), path
    )


def test_reads(people: dict[str, Person]) -> None:
    found = {path: {role: may(person.get(placed(path))) for role, person in people.items()} for path in table("read")}
    assert found == table("read")


def body_of(path: str) -> bytes:
    bodies = {
        paths.ONE_TIME_SECRET: {"user": new_id()},
        paths.CODES: {"command": {"kind": "acknowledge_notice", "notice": new_id()}},
        paths.CODE_CONFIRM: {"challenge": new_id(), "code": "123456"},
        paths.TOTP: {"password": PASSWORD},
        paths.TOTP_CONFIRM: {"code": "123456"},
        paths.SESSION_END: {"session": new_id()},
        paths.ACTIVITY: {"what": "printed", "about": "x"},
        paths.PRINTS: {"number": "04-000482", "status": "original"},
        paths.OUTLOOK: {"envelopes": [{}]},
        paths.OUTLOOK_MANAGER: {"count": 1, "receipts": ["04-20261124-1-0001"]},
    }
    return msgspec.json.encode(bodies.get(path, {}))


def test_writes(people: dict[str, Person]) -> None:
    found = {}
    for path in table("write"):
        method, content = ("PUT", b"\x89PNG") if path == paths.FILES else ("POST", body_of(path))
        found[path] = {role: may(person.call(method, placed(path), content)) for role, person in people.items()}
    assert found == table("write")


@pytest.fixture
def told(house: House, people: dict[str, Person]) -> int:
    """A day in which every kind of fact was stated; the sequence before it."""
    before = house.bank.hub.head
    FullDay(house).live()
    tell(house, *(person.me.user for person in people.values()))
    return before


def tags(raw: bytes) -> set[str]:
    batch = msgspec.json.decode(raw, type=Batch)
    return {str(fact.__struct_config__.tag) for entry in batch.entries for fact in entry.facts}


def test_feed_facts(people: dict[str, Person], told: int) -> None:
    """What stands beside the permission ("and its maker") is for people, and these made nothing."""
    stated = {
        role: tags(person.get(paths.ENTRIES, after=str(told), limit="500").content) for role, person in people.items()
    }
    found = {kind: {role: kind in stated[role] for role in COLUMNS} for kind in fact_kinds()}
    assert found == table("fact")


def test_a_notice_is_for_those_who_were_told(house: House, people: dict[str, Person]) -> None:
    before = house.bank.hub.head
    tell(house, people["auditor"].me.user)
    heard = {
        role
        for role, person in people.items()
        if "notice" in tags(person.get(paths.ENTRIES, after=str(before)).content)
    }
    assert heard == {"auditor"}


def test_a_branch_apart_sees_nothing_of_it(house: House, told: int) -> None:
    """The same rights at another branch: no fact of this one but what is of every branch."""
    osu, user = new_id(), new_id()
    house.do(AddBranch(branch=osu, code="041", name="Osu"))
    house.do(AddUser(user=user, username="musa", full_name="Musa", staff_number="M", roles=(Role.MANAGER,), branch=osu))
    encoded = house.parts.passwords.hash(PASSWORD)
    house.bank.writer.write_sync(lambda conn: store_password(conn, user, encoded, system_clock()))
    musa = house.sign_in("musa", at=house.there)
    upto = house.bank.hub.head - 2
    entries = msgspec.json.decode(musa.get(paths.ENTRIES, after=str(told), limit=str(upto - told)).content, type=Batch)
    seen = {str(fact.__struct_config__.tag) for entry in entries.entries for fact in entry.facts}
    assert seen <= {"role", "limit", "branch", "approval_rule", "product", "loan_product", "gone"}
