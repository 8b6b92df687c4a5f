"""The staff room's tables alone in memory, for what is not journalled; a founded bank without doors for what is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine

from contract.approvals import ApproveRequest
from contract.base import Command
from contract.branches import AddBranch
from contract.commands import fingerprint
from contract.feed import AnyAnswer, Awaiting
from contract.ids import SYSTEM_USER, new_id
from contract.permissions import Role
from contract.staff import AddUser
from server import build
from server.core.actor import Header
from server.core.clock import system_clock
from server.db.metadata import metadata
from server.settings import Settings
from server.staff import codes, tables
from tests.support.own_phone import own_phone
from tests.support.prepared import prepare

NAMES = ("users", "devices", "role_permissions", "limits", "credentials", "sign_in_failures", "known_devices")
MORE = (
    "refresh_families",
    "refresh_tokens",
    "activity",
    "activity_head",
    "limit_use",
    "secret_orders",
    "codes",
    "code_grants",
    "totp",
)


@contextmanager
def room() -> Iterator[Connection]:
    """A connection to fresh, empty tables."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine, [tables.metadata.tables[name] for name in NAMES + MORE])
    with engine.begin() as conn:
        yield conn
    engine.dispose()


class Founded:
    """A bank with two branches, an administrator and a manager."""

    def __init__(self, bank: build.Bank) -> None:
        self.bank = bank
        self.makola, self.osu = new_id(), new_id()
        self.do(AddBranch(branch=self.makola, code="040", name="Makola"))
        self.do(AddBranch(branch=self.osu, code="041", name="Osu"))
        self.yaa = self.person("yaa", Role.ADMINISTRATOR)
        self.kofi = self.person("kofi", Role.MANAGER)

    def do(self, command: Command, by: str = SYSTEM_USER, device: str = "") -> AnyAnswer:
        header = Header(
            command_id=new_id(), made_by=by, delivered_by=by, device=device or new_id(), counter=1, made_at="2026-11-24T09:00:00.000Z"
        )  # fmt: skip
        return self.bank.writer.execute_sync(header, command)

    def coded(self, command: Command, by: str, device: str = "") -> AnyAnswer:
        """The person typed the code for exactly this command on their workstation."""
        device = device or new_id()
        self.bank.writer.write_sync(lambda conn: codes.grant(conn, by, device, fingerprint(command), system_clock()))
        return self.do(command, by, device)

    def asked(self, command: Command, by: str = "") -> str:
        """The request that waits for a second person after the maker's code was right."""
        answer = self.coded(command, by or self.yaa)
        assert isinstance(answer, Awaiting), answer
        return answer.result.request

    def agreed(self, command: Command, by: str = "", decider: str = "") -> AnyAnswer:
        """Asked by one, approved by another, each with a code."""
        request = self.asked(command, by)
        return self.coded(ApproveRequest(request=request), decider or self.kofi)

    def person(self, name: str, *roles: Role, branch: str = "", phone: str = "") -> str:
        user = new_id()
        answer = self.do(
            AddUser(
                user=user,
                username=name,
                full_name=name.title(),
                staff_number=name,
                roles=roles,
                branch=branch or self.makola,
                phone=phone,
            )
        )
        assert type(answer).__name__ == "Executed", answer
        if phone:
            own_phone(self.bank.writer, user)
        return user


@contextmanager
def founded(folder: Path) -> Iterator[Founded]:
    """A migrated bank with its writer running."""
    settings = Settings(url=f"sqlite:///{folder}/bank.db")
    prepare(settings)
    with build.bank(settings) as bank:
        yield Founded(bank)
