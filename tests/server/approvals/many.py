"""A real bank with its writer running and fifty managers, for decisions that happen at once; ``decide_at_once`` is a round."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from contract.approvals import ApproveRequest, DeclineRequest
from contract.base import Command
from contract.branches import AddBranch, OpenBranchDay
from contract.customers import RegisterCustomer
from contract.drawers import AddDrawer, FundVault, OpenDrawer
from contract.envelope import Lease
from contract.feed import Awaiting, Executed, NotTaken, Refused
from contract.ids import new_id
from contract.ledger import Cash, Deposit, OpenAccount, Transfer
from contract.money import Money
from contract.permissions import Role
from contract.staff import AddUser
from server import build
from server.approvals.tables import requests
from server.core.actor import Header, system_header
from server.core.journal_tables import journal
from server.ledger.tables import transactions
from server.settings import Settings
from tests.support.prepared import prepare

CHECKERS = 50
OVER = 20_001_00
"""Above what a cashier transfers alone, below what asks a manager for a fresh code."""
_AT = "2026-11-24T09:00:00.000Z"


class Many:
    """One cashier with money to move from one account to another, and many who may decide it."""

    def __init__(self, bank: build.Bank) -> None:
        self.bank = bank
        self.desks: dict[str, str] = {}
        self.branch = self._system(AddBranch(branch=new_id(), code="040", name="Makola")).branch
        self._system(OpenBranchDay(branch=self.branch, business_date="2026-11-24"))
        self.maker = self.person("efua", Role.CASHIER)
        self.checkers = [self.person(f"manager{n:02d}", Role.MANAGER) for n in range(CHECKERS)]
        self.accounts = [self._account(n) for n in range(2)]
        self._fund()

    def _system[C: Command](self, command: C) -> C:
        answer = self.bank.writer.execute_sync(system_header(new_id(), _AT), command)
        assert isinstance(answer, Executed), answer
        return command

    def person(self, name: str, role: Role) -> str:
        """Somebody on the branch's staff."""
        command = AddUser(
            user=new_id(), username=name, full_name=name, staff_number=name, roles=(role,), branch=self.branch
        )
        return self._system(command).user

    def _account(self, number: int) -> str:
        customer = RegisterCustomer(
            customer=new_id(), number=f"C-{number}", full_name=f"Ama {number}", phone=f"+23324410000{number}"
        )
        self.act(customer, self.maker)
        account = OpenAccount(account=new_id(), customer=customer.customer, product="10")
        self.act(account, self.maker)
        return account.account

    def _fund(self) -> None:
        self._system(FundVault(branch=self.branch, currency="GHS", pieces={"20000": 100}))
        drawer = AddDrawer(drawer=new_id(), number="04", branch=self.branch, currency="GHS", standing_float={}, soft_max=10**9,
                           hard_max=10**9, insured=10**9)  # fmt: skip
        self._system(drawer)
        session = new_id()
        opened = self.act(OpenDrawer(session=session, drawer=drawer.drawer, counted={}), self.maker)
        assert isinstance(opened, Executed), opened
        lease = Lease(session=session, number=opened.result.lease)  # type: ignore[union-attr]
        deposit = Deposit(transaction=new_id(), account=self.accounts[0], amount=Money(50_000_00, "GHS"),
                          cash=Cash(received={"20000": 250}))  # fmt: skip
        booked = self.act(deposit, self.maker, lease)
        assert isinstance(booked, Executed), booked

    def act(self, command: Command, maker: str, lease: Lease | None = None, command_id: str = "") -> Any:
        """One command through the writer's queue, as a door gives it."""
        header = Header(command_id=command_id or new_id(), made_by=maker, delivered_by=maker, device=self.desks.setdefault(maker, new_id()), counter=1,
                        made_at=_AT, lease=lease)  # fmt: skip
        return self.bank.writer.execute_sync(header, command)

    def ask(self, back: bool = False) -> str:
        """A transfer over the cashier's limit that waits; ``back`` moves the money the other way."""
        debit, credit = reversed(self.accounts) if back else self.accounts
        transfer = Transfer(transaction=new_id(), debit_account=debit, credit_account=credit, amount=Money(OVER, "GHS"))
        answer = self.act(transfer, self.maker)
        assert isinstance(answer, Awaiting), answer
        return str(answer.result.request)

    def at_once(self, commands: Sequence[tuple[Command, str]]) -> list[Any]:
        """All of them by threads that start together."""
        gate, answers = threading.Barrier(len(commands)), [None] * len(commands)

        def one(index: int, command: Command, maker: str) -> None:
            gate.wait()
            answers[index] = self.act(command, maker)

        threads = [threading.Thread(target=one, args=(n, *pair)) for n, pair in enumerate(commands)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def approvals_of(self, request: str) -> int:
        """Executed decisions in the journal that refer to the request's first row."""
        command = select(requests.c.command).where(requests.c.id == request).scalar_subquery()
        kinds = ("approve_request", "decline_request")
        decided = (journal.c.refers_to == command, journal.c.kind.in_(kinds), journal.c.outcome == "executed")
        return self.number(select(func.count()).select_from(journal).where(*decided))

    def posted(self, request: str) -> int:
        """Completed transactions of the request."""
        mine = (transactions.c.request == request, transactions.c.status == "completed")
        return self.number(select(func.count()).select_from(transactions).where(*mine))

    def state(self, request: str) -> str:
        with self.bank.engine.connect() as conn:
            return str(conn.scalar(select(requests.c.state).where(requests.c.id == request)))

    def number(self, query: Any) -> int:
        with self.bank.engine.connect() as conn:
            return int(conn.scalar(query) or 0)


def word(answer: Any) -> str:
    """An answer in a word."""
    if isinstance(answer, Refused):
        return answer.problem.code.value
    return answer.code.value if isinstance(answer, NotTaken) else "executed"


def fifty_at_once(many: Many, back: bool = False) -> str:
    """Fifty managers approve one request at once; what went wrong, or an empty text."""
    request = many.ask(back)
    said = Counter(
        word(answer) for answer in many.at_once([(ApproveRequest(request=request), who) for who in many.checkers])
    )
    found = (dict(said), many.posted(request), many.approvals_of(request))
    wanted = ({"executed": 1, "request_decided": CHECKERS - 1}, 1, 1)
    return "" if found == wanted else f"{found}"


def yes_and_no_at_once(many: Many, back: bool = False) -> tuple[str, bool]:
    """One approves while another declines; (what went wrong, whether it was approved)."""
    request = many.ask(back)
    pair = [
        (ApproveRequest(request=request), many.checkers[0]),
        (DeclineRequest(request=request, reason="no"), many.checkers[1]),
    ]
    said = [word(answer) for answer in many.at_once(pair)]
    approved = said[0] == "executed"
    found = (said.count("executed"), many.state(request), many.posted(request), many.approvals_of(request))
    wanted = (1, "approved" if approved else "declined", int(approved), 1)
    return ("" if found == wanted else f"{said} {found}"), approved


def rounds(many: Many, count: int, told: Callable[[int], None] = lambda done: None) -> list[str]:
    """``count`` rounds of both kinds; the faults found. The money goes back and forth, so that there always is some. ``told`` after each."""
    faults, back = [], False
    for done in range(1, count + 1):
        faults.append(fifty_at_once(many, back))
        back = not back
        fault, approved = yes_and_no_at_once(many, back)
        faults.append(fault)
        back = back is not approved
        told(done)
    return [fault for fault in faults if fault]


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Many]:
    """The bank over a fresh database, drained and closed at the end."""
    settings = Settings(url=url, key_dir=str(folder / "keys"))
    prepare(settings)
    with build.bank(settings) as bank:
        yield Many(bank)
