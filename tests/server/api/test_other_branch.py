"""Whoever knows the ids of another branch's things gets no further by them: every read, and what a manager might do there."""

import re
from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import select

from contract import paths
from contract.approvals import ApproveRequest, DeclineRequest
from contract.base import Command
from contract.branches import AddBranch, CloseBranchDay, OpenBranchDay
from contract.doors import EndSession, SessionView
from contract.drawers import ForceCloseDrawer
from contract.ids import new_id
from contract.ledger import ReverseTransaction
from contract.permissions import Role
from contract.staff import AddUser, DisableUser, RenameDevice, RevokeDevice, UnlockUser
from contract.vault import SetVault
from server.advances.tables import advances
from server.api.reads import READS
from server.approvals.tables import requests
from server.core.clock import system_clock
from server.core.journal_tables import journal
from server.counts.tables import spot_counts
from server.drawers.tables import drawers, sessions
from server.ledger.tables import accounts, transactions
from server.loans.tables import loans
from server.staff.sign_in import store_password
from server.vault.tables import cash_transfers
from tests.server.api.full_day import FullDay
from tests.server.api.house import DAY, PASSWORD, House, Person

ANY_BRANCH = {paths.CUSTOMER_ACCOUNTS, paths.CUSTOMER_LOANS, paths.VERIFY_RECEIPT, paths.CHECK_PAPER}
"""A customer is served at every branch, and a paper is held against the books wherever it is shown."""
DERIVED = {paths.STAND_IN_SECRET}
"""Made of whoever asks: another's is never in it (``tests/server/standin``)."""
IDS = {
    "session": sessions.c.id,
    "drawer": drawers.c.id,
    "request": requests.c.id,
    "transfer": cash_transfers.c.id,
    "transaction": transactions.c.id,
    "command": journal.c.command_id,
    "seq": journal.c.seq,
    "variance": sessions.c.id,
    "advance": advances.c.id,
    "count": spot_counts.c.id,
    "loan": loans.c.id,
}


@pytest.fixture
def day(house: House) -> House:
    """A day at Makola with everything that has an id."""
    FullDay(house).live()
    return house


@pytest.fixture
def strangers(day: House) -> Iterator[list[Person]]:
    """A manager and a cashier of Osu, and an auditor's eyes apart, who see every branch by right."""
    branch, made = new_id(), []
    day.do(AddBranch(branch=branch, code="041", name="Osu"))
    for name, role in (("musa", Role.MANAGER), ("abla", Role.CASHIER), ("esi", Role.FIELD_BANKER)):
        user = new_id()
        day.do(AddUser(user=user, username=name, full_name=name, staff_number=name, roles=(role,), branch=branch))
        encoded = day.parts.passwords.hash(PASSWORD)
        day.bank.writer.write_sync(
            lambda conn, user=user, encoded=encoded: store_password(conn, user, encoded, system_clock())
        )
        made.append(day.sign_in(name, at=day.there))
    yield made


def ids(house: House, name: str) -> list[str]:
    """All of Makola's."""
    if name == "branch":
        return [house.branch]
    with house.bank.engine.connect() as conn:
        if name == "account":
            return list(conn.scalars(select(accounts.c.id).where(accounts.c.customer == "")))
        found = select(IDS[name])
        if name in ("command", "seq"):
            found = found.where(journal.c.branch == house.branch, journal.c.made_by.in_(list(house.people.values())))
        return [str(key) for key in conn.scalars(found)]


@pytest.mark.parametrize("path", sorted({read.path for read in READS if "{" in read.path} - ANY_BRANCH - DERIVED))
def test_no_read_opens_another_branch_s(day: House, strangers: list[Person], path: str) -> None:
    name = re.findall(r"{(\w+)}", path)[0]
    known = ids(day, name)
    assert known, "there is something to look for"
    for person in strangers:
        answers = {key: person.get(path.replace(f"{{{name}}}", key)).status_code for key in known}
        assert set(answers.values()) <= {403, 404}, {key: status for key, status in answers.items() if status < 400}


def test_its_lists_hold_nobody_of_another(day: House, strangers: list[Person]) -> None:
    theirs = set(day.people.values())
    for path in (paths.STAFF, paths.SESSIONS, paths.ACTIVITY, paths.AUDIT, paths.ACTIVITY_EXPORT, paths.AUDIT_EXPORT):
        for person in strangers:
            answer = person.get(path)
            assert answer.status_code in (200, 403), path
            found = {user for user in theirs if user in answer.text}
            assert found == set(), path
            filtered = person.get(path, user=day.people["efua"], made_by=day.people["efua"], branch=day.branch)
            assert day.people["efua"] not in filtered.text.replace(f'"user":"{day.people["efua"]}"', "", 1) or path in (
                paths.ACTIVITY_EXPORT,
                paths.AUDIT_EXPORT,
            ), "an export's head repeats what was asked"


def acts(house: House) -> list[Command]:
    """What a manager of Makola may do to Makola."""
    one = {name: ids(house, name)[0] for name in ("session", "request", "transaction")}
    efua, reason = house.people["efua"], "because"
    return [
        ApproveRequest(request=one["request"]),
        DeclineRequest(request=one["request"], reason=reason),
        CloseBranchDay(branch=house.branch, business_date=DAY),
        OpenBranchDay(branch=house.branch, business_date="2026-11-25"),
        ForceCloseDrawer(session=one["session"], attempt=new_id(), counted={"20000": 1}, reason=reason),
        ReverseTransaction(transaction=new_id(), original=one["transaction"], reason=reason),
        SetVault(branch=house.branch, currency="GHS", soft_max=1),
        DisableUser(user=efua, reason=reason),
        UnlockUser(user=efua, reason=reason),
        RevokeDevice(device=house.here.device, reason=reason),
        RenameDevice(device=house.here.device, name="MINE"),
    ]


def test_no_command_reaches_it(day: House, strangers: list[Person]) -> None:
    for person in strangers:
        for command in acts(day):
            answer = person.post(person.seal(command))
            assert answer.status_code in (403, 404, 409, 422), (command, answer.text)


def test_no_sign_in_of_it_is_ended(day: House, strangers: list[Person]) -> None:
    kofi = day.sign_in("kofi")
    views = msgspec.json.decode(kofi.get(paths.SESSIONS).content, type=list[SessionView])
    for person in strangers:
        for view in views:
            ended = person.call("POST", paths.SESSION_END, msgspec.json.encode(EndSession(session=view.session)))
            assert ended.status_code == 404
    assert kofi.get(paths.ME).status_code == 200


def test_nobody_acts_in_another_s_name_unseen(day: House, strangers: list[Person]) -> None:
    """A colleague's envelope may be delivered (one outbox for all at a workstation): both names stand in the journal."""
    musa, efua = strangers[0], day.people["efua"]
    sealed = musa.seal(UnlockUser(user=day.people["kojo"], reason="x"), made_by=efua)
    musa.post(sealed)
    with day.bank.engine.connect() as conn:
        rows = conn.execute(select(journal.c.made_by, journal.c.delivered_by, journal.c.outcome).where(
            journal.c.command_id == sealed.id)).all()  # fmt: skip
    assert all(row.delivered_by == musa.me.user for row in rows)
    assert all(row.outcome != "executed" for row in rows)
