"""A bank's staff for tests, and a model over a fake port whose doors answer."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from contract import paths
from contract.approvals import RequestFact
from contract.base import Command
from contract.branches import BranchFact
from contract.commands import encode, kind_of
from contract.doors import (
    ActivityLine,
    ActivityPage,
    AuditEntry,
    AuditLine,
    AuditPage,
    ChainState,
    DeviceSeen,
    PersonStanding,
    SessionView,
)
from contract.permissions import Permission, Role
from contract.staff import AskForDevice, DeviceFact, DeviceKey, LimitFact, Me, RoleFact, SetLimit, UserFact
from server.staff.roles import EVERYWHERE, PERMISSIONS
from teller_app.i18n import acts
from teller_app.i18n.text import Texts
from teller_app.staff.model import Lookups, StaffModel, Words
from tests.teller_app.approvals.desk import request
from tests.teller_app.kit import BRANCH, DEVICE, EFUA_ID, KWESI, KWESI_ID, FakePort
from tests.teller_app.samples import some_id

TEXTS = Texts.load()
HAJARA_ID, SAMUEL_ID, NII_ID, SELASI_ID, ADJOA_ID, LEFT_ID = (some_id(n) for n in (911, 912, 913, 914, 915, 916))
KANESHIE, TILL_6, LAPTOP = some_id(921), some_id(922), some_id(923)
TODAY = date(2026, 11, 22)
AT = "2026-11-22T15:41:18.000Z"
HASHES = tuple(f"{n:x}" * 64 for n in (4, 9, 12))


def person(user: str, name: str, role: Role, number: str, branch: str = BRANCH, **more: Any) -> UserFact:
    username = name.lower().replace(" ", ".")
    return UserFact(user=user, username=username, full_name=name, staff_number=number, roles=(role,), branch=branch,
                    active=more.pop("active", True), phone_end="306", **more)  # fmt: skip


PEOPLE = (
    person(ADJOA_ID, "Adjoa Baidoo", Role.OPERATIONS, "OPS-0031"),
    person(EFUA_ID, "Efua Owusu", Role.CASHIER, "TLR-0417"),
    person(HAJARA_ID, "Hajara Bawa", Role.MANAGER, "MGR-0107"),
    person(KWESI_ID, "Kwesi Appiah", Role.MANAGER, "MGR-0102"),
    person(LEFT_ID, "Kojo Bediako", Role.CASHIER, "TLR-0400", active=False),
    person(NII_ID, "Nii Armah Lamptey", Role.ADMINISTRATOR, "ADM-0001"),
    person(SAMUEL_ID, "Samuel Arthur", Role.CASHIER, "TLR-0501", KANESHIE),
    person(SELASI_ID, "Selasi Kpodo", Role.AUDITOR, "AUD-0002"),
)
ROLES = tuple(
    RoleFact(role=role, permissions=tuple(sorted(rights)), everywhere=role in EVERYWHERE)
    for role, rights in PERMISSIONS.items()
)
BRANCHES = (
    BranchFact(branch=BRANCH, code="102", name="Makola", business_date="2026-11-22", open=True),
    BranchFact(branch=KANESHIE, code="103", name="Kaneshie", business_date="2026-11-22", open=True),
)


def limit(minor: int, act: str = "withdraw", **whose: Any) -> LimitFact:
    owner = next(iter(whose.values()))
    return LimitFact(limit=f"{owner}/{act}/GHS", act=act, currency="GHS", per_transaction=minor, **whose)


LIMITS = (
    limit(5_000_00, role=Role.CASHIER),
    limit(50_000_00, role=Role.MANAGER),
    limit(20_000_00, role=Role.OPERATIONS),
    limit(20_000_00, "transfer", role=Role.OPERATIONS),
    limit(25_000_00, "approve_without_code", role=Role.MANAGER),
    limit(60_000_00, user=HAJARA_ID),
)
DEVICES = (
    DeviceFact(device=DEVICE, name="MKL-TELLER-04", branch=BRANCH, active=True),
    DeviceFact(device=TILL_6, name="MKL-TELLER-06", branch=BRANCH, active=True),
    DeviceFact(device=some_id(924), name="MKL-OLD-01", branch=BRANCH, active=False),
)
SESSIONS = (
    SessionView(session=some_id(931), user=EFUA_ID, full_name="Efua Owusu", device=DEVICE, device_name="MKL-TELLER-04",
                started_at="2026-11-22T07:55:00.000Z", ends_at="2026-11-22T19:55:00.000Z", last_at="2026-11-22T15:48:00.000Z"),
    SessionView(session=some_id(932), user=NII_ID, full_name="Nii Armah Lamptey", device=LAPTOP, device_name="HO-ADMIN-01",
                started_at="2026-11-22T08:00:00.000Z", ends_at="2026-11-22T20:00:00.000Z", last_at=AT, current=True),
)  # fmt: skip
STANDING = (
    PersonStanding(user=SAMUEL_ID, locked=True, code_way="sms", last_at="2026-11-22T14:58:11.000Z"),
    PersonStanding(user=EFUA_ID, code_way="sms", last_at=AT),
    PersonStanding(user=HAJARA_ID, code_way="totp"),
    PersonStanding(user=ADJOA_ID, code_way="sms", secret="due"),
)
SEEN = (DeviceSeen(device=DEVICE, last_at=AT, user=EFUA_ID, full_name="Efua Owusu"),)
RAISE = SetLimit(act="withdraw", currency="GHS", per_transaction=80_000_00, user=HAJARA_ID)
ENROL = AskForDevice(device=LAPTOP, name="HO-LAPTOP-22", key=DeviceKey(x="a" * 43, y="b" * 43))


def asked(number: int, command: Command, maker: str = NII_ID, name: str = "Nii Armah Lamptey") -> RequestFact:
    return msgspec.structs.replace(
        request(number), kind=kind_of(command), maker=maker, maker_name=name, amount=0, currency="", account="", account_number="",
        holder="", content=encode(command).decode(), is_permit=False, at=AT, expires_at="2026-11-22T19:41:18.000Z",
    )  # fmt: skip


WAITS, LAPTOP_WAITS = asked(11, RAISE), asked(12, ENROL, ADJOA_ID, "Adjoa Baidoo")


def line(seq: int, kind: str, name: str = "Nii Armah Lamptey", **more: Any) -> AuditLine:
    base = AuditLine(seq=seq, at=AT, kind=kind, outcome="executed", made_by=NII_ID, made_by_name=name, delivered_by=NII_ID,
                     device=LAPTOP, device_name="HO-ADMIN-01", branch=BRANCH, business_date="2026-11-22", command=some_id(seq),
                     refers_to="", hash=HASHES[1])  # fmt: skip
    return msgspec.structs.replace(base, **more)


LINES = (
    line(48219, "add_user", outcome="awaiting"),
    line(48213, "set_limit", outcome="awaiting"),
    line(48207, "revoke_device", "Kwesi Appiah", made_by=KWESI_ID, delivered_by=KWESI_ID),
    line(48188, "withdraw", "Efua Owusu", outcome="refused", made_by=EFUA_ID, delivered_by=EFUA_ID),
    line(48121, "raise_notice", "", made_by=""),
)
CHAIN = ChainState(seq=48219, hash=HASHES[2], sealed_seq=48215, sealed_at="2026-11-22T15:40:00.000Z", activity=812,
                   activity_hash=HASHES[0])  # fmt: skip
ACTIVITY = (
    ActivityLine(n=812, at=AT, what="signed_in", user=NII_ID, full_name="Nii Armah Lamptey", device=LAPTOP, device_name="HO-ADMIN-01"),
    ActivityLine(n=811, at=AT, what="locked", user=SAMUEL_ID, full_name="Samuel Arthur", device_name="KNS-TELLER-02"),
    ActivityLine(n=810, at=AT, what="session_ended", user=EFUA_ID, full_name="Efua Owusu", by="Kwesi Appiah", detail="shift over"),
    ActivityLine(n=809, at=AT, what="sign_in_failed", username="ghost"),
)  # fmt: skip


def fact_text(fact: Any) -> str:
    return msgspec.json.encode(fact).decode()


ENTRY = AuditEntry(
    line=LINES[1], body=encode(RAISE).decode(), facts="[]", prev_hash=HASHES[0], body_hash="b" * 64, facts_hash="f" * 64,
    books_hash="0" * 64, next_hash=HASHES[2], state="awaiting", asked="set_limit", asked_by_name="Nii Armah Lamptey",
    before=fact_text(LIMITS[-1]),
)  # fmt: skip

ADMIN = msgspec.structs.replace(KWESI, user=NII_ID, username="nii.lamptey", full_name="Nii Armah Lamptey", staff_number="ADM-0001",
                                roles=(Role.ADMINISTRATOR,), permissions=tuple(PERMISSIONS[Role.ADMINISTRATOR]))  # fmt: skip
AUDITOR = msgspec.structs.replace(KWESI, user=SELASI_ID, full_name="Selasi Kpodo", roles=(Role.AUDITOR,),
                                  permissions=tuple(PERMISSIONS[Role.AUDITOR]))  # fmt: skip
MANAGER = msgspec.structs.replace(KWESI, permissions=(*PERMISSIONS[Role.MANAGER], Permission.READ_AUDIT))


@dataclass
class Replica:
    """What the replica says."""

    people: tuple[UserFact, ...] = PEOPLE
    devices: tuple[DeviceFact, ...] = DEVICES
    roles: tuple[RoleFact, ...] = ROLES
    limits: tuple[LimitFact, ...] = LIMITS
    branches: tuple[BranchFact, ...] = BRANCHES
    requests: tuple[RequestFact, ...] = (WAITS, LAPTOP_WAITS)
    decided: list[str] = field(default_factory=list)


def doors(port: FakePort) -> FakePort:
    """The server's reads answer."""
    port.files |= {
        paths.STAFF: msgspec.json.encode(STANDING),
        paths.DEVICES: msgspec.json.encode(SEEN),
        paths.SESSIONS: msgspec.json.encode(SESSIONS),
        paths.AUDIT: msgspec.json.encode(AuditPage(lines=LINES, chain=CHAIN, next=48121)),
        paths.ACTIVITY: msgspec.json.encode(ActivityPage(lines=ACTIVITY)),
        paths.AUDIT_ENTRY.format(seq=48213): msgspec.json.encode(ENTRY),
    }
    return port


def room(replica: Replica | None = None, me: Me = ADMIN, port: FakePort | None = None) -> tuple[StaffModel, FakePort]:
    """An administrator's model unless somebody else is given."""
    replica, port = replica or Replica(), doors(port or FakePort(me))
    lookups = Lookups(
        people=lambda conn: replica.people,
        devices=lambda conn: replica.devices,
        roles=lambda conn: replica.roles,
        limits=lambda conn: replica.limits,
        branches=lambda conn: replica.branches,
        requests=lambda conn: replica.requests,
    )
    words = Words(lambda word: acts.like(word, "act.kind", TEXTS), lambda word: acts.like(word, "activity", TEXTS))
    model = StaffModel(port, lookups, words, replica.decided.append)
    model.refresh()
    model.look()
    return model, port
