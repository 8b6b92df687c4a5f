"""A person's data goes, the books stay, the chain stays provable; and whoever blanks a body by hand is found out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, update

from contract.approvals import AnswerBack, ApproveRequest, AskBack, DeclineRequest
from contract.base import Command
from contract.customers import (
    EraseCustomer,
    Flag,
    FlagCustomer,
    ImageKind,
    LiftFlag,
    RegisterCustomer,
    SetCustomerImage,
    SetMandate,
    Signatory,
)
from contract.drawers import OpenDrawer
from contract.envelope import Lease
from contract.errors import ErrorCode
from contract.feed import AnyAnswer, Awaiting, Executed, Refused
from contract.hands import Hand
from contract.ids import SYSTEM_USER, derived_id, new_id
from contract.ink import Dot, packed
from contract.ledger import Cash, Deposit, Depositor, OpenAccount, ReverseTransaction, Withdraw
from contract.loans import ApplyForLoan, DisburseLoan, RepayLoan
from contract.money import Money
from server import build
from server.api.journal_reads import stored_push
from server.core import aside
from server.core.actor import Header, system_header
from server.core.chain import erased
from server.core.clock import stamp, system_clock
from server.core.journal_tables import bodies, quarantine
from server.core.order import Order
from server.customers import erasing
from server.customers.queries import load_file, store_file
from server.customers.tables import CUSTOMERS, MANDATES
from server.db.engine import open_engine
from server.ledger.tables import transactions
from server.loans.queries import ids_of
from server.settings import Settings
from tests.demo import bank as demo
from tests.faults.square import TODAY
from tests.server.loans.house import SALARY
from tests.support.prepared import prepare

INK = packed(((Dot(7, 7, 0), Dot(900, 700, 90)),))
NAME = "Akua Erasable"
AMOUNT = Money(200_00, "GHS")


class Branch:
    """Efua with a drawer, and a customer who came, paid in, took out and left."""

    def __init__(self, bank: build.Bank) -> None:
        self.bank, self.device = bank, new_id()
        self.customer, self.account, self.lease = new_id(), new_id(), Lease(session=new_id(), number=1)
        self.file = bank.writer.write_sync(lambda conn: store_file(conn, b"a face", "image/png"))
        self.must(RegisterCustomer(customer=self.customer, number="E-1", full_name=NAME, phone="+233244187399"))
        self.must(SetCustomerImage(customer=self.customer, image=ImageKind.PHOTO, file=self.file))
        self.must(OpenAccount(account=self.account, customer=self.customer, product="10"))
        drawer = derived_id("demo", "drawer", 1)
        self.must(OpenDrawer(session=self.lease.session, drawer=drawer, counted=demo.FLOAT))
        self.must(Deposit(transaction=new_id(), account=self.account, amount=AMOUNT, cash=Cash(received={"20000": 1}),
                          depositor=Depositor(name="Yaw Brother"), narration="for Akua"), self.lease)  # fmt: skip

    def give(self, command: Command, lease: Lease | None = None, who: str = demo.STAFF[0].id) -> AnyAnswer:
        header = Header(command_id=new_id(), made_by=who, delivered_by=who, device=self.device, counter=1,
                        made_at="2026-11-24T10:00:00.000Z", lease=lease)  # fmt: skip
        return self.bank.writer.execute_sync(header, command)

    def must(self, command: Command, lease: Lease | None = None) -> None:
        answer = self.give(command, lease)
        assert isinstance(answer, Executed), answer

    def leave(self, ink: str = INK, hands: tuple[Hand, ...] = ()) -> None:
        self.must(Withdraw(transaction=new_id(), account=self.account, amount=AMOUNT, cash=Cash(given={"20000": 1}), ink=ink, hands=hands),
                  self.lease)  # fmt: skip

    def erase(self, entries: tuple[int, ...]) -> AnyAnswer:
        return self.give(EraseCustomer(customer=self.customer, reason="asked", entries=entries), who=SYSTEM_USER)

    def entries(self) -> tuple[int, ...]:
        with self.bank.engine.connect() as conn:
            return tuple(erasing.entries_of(conn, self.customer, ids_of))

    def differences(self) -> list[str]:
        with self.bank.engine.connect() as conn:
            return [item.where for item in build.verify(conn)]


@pytest.fixture
def branch(database_url: str, tmp_path: Path) -> Iterator[Branch]:
    settings = Settings(url=database_url, key_dir=str(tmp_path / "keys"))
    prepare(settings)
    with build.bank(settings) as bank:
        demo.fill(bank.writer, {}, TODAY, drawers=1)
        yield Branch(bank)


def everything(url: str) -> str:
    """Whatever text any table holds."""
    engine = open_engine(url)
    with engine.connect() as conn:
        found = [str(conn.execute(select(table)).all()) for table in bodies.metadata.sorted_tables
                 if not table.name.startswith("toy_")]  # fmt: skip
    engine.dispose()
    return "\n".join(found)


def test_nothing_of_the_person_is_left_and_the_books_are_whole(branch: Branch) -> None:
    branch.leave("", (Hand(name=NAME, ink=INK),))
    url = branch.bank.settings.url
    assert all(word in everything(url) for word in (NAME, "Yaw Brother", "for Akua", "+233244187399", "a face", INK))
    entries = branch.entries()
    assert len(entries) == 5
    assert isinstance(branch.erase(entries), Executed)
    left = everything(url)
    assert [
        word for word in (NAME, "akua", "Yaw Brother", "for Akua", "+233244187399", "a face", INK) if word in left
    ] == []
    assert branch.differences() == []
    with branch.bank.engine.connect() as conn:
        assert erased(conn) == 5
        assert load_file(conn, branch.file) is None
        assert CUSTOMERS.fetch(conn, [branch.customer])[branch.customer].full_name == "-"
        assert len(conn.execute(select(transactions.c.amount).where(transactions.c.holder == "-")).all()) == 2
        assert len(stored_push(conn, 0).rows) > 5, "the journal is followed over the gaps"
    assert branch.entries() == ()


def test_not_while_there_is_money(branch: Branch) -> None:
    answer = branch.erase(branch.entries())
    assert isinstance(answer, Refused)
    assert answer.problem.code is ErrorCode.BALANCE_REMAINS
    assert NAME in everything(branch.bank.settings.url)


def test_nobody_elses_entries_go_along(branch: Branch) -> None:
    branch.leave()
    answer = branch.erase((*branch.entries(), 1))
    assert isinstance(answer, Refused)
    assert (answer.problem.code, answer.problem.params) == (ErrorCode.NOT_FOUND, {"entry": 1})
    assert NAME in everything(branch.bank.settings.url)


def test_a_body_that_was_blanked_by_hand_is_a_difference(branch: Branch) -> None:
    seq = branch.entries()[0]
    branch.bank.writer.write_sync(
        lambda conn: conn.execute(update(bodies).where(bodies.c.seq == seq).values(body=None)) and None
    )
    assert branch.differences() == [f"journal {seq} body"]


def test_who_signed_for_the_account_goes_along(branch: Branch) -> None:
    """Also from what was asked of a second person and from the decision; a specimen that another record names stays."""
    branch.leave()
    bank, manager = branch.bank, demo.STAFF[2].id
    files = [bank.writer.write_sync(lambda conn, ink=ink: store_file(conn, ink, "image/png"))  # type: ignore[misc]
             for ink in (b"ink of Yaw", b"ink of both")]  # fmt: skip
    signed = SetMandate(account=branch.account, signatories=(Signatory(name="Yaw Cosigner", signature=files[0]),
                                                             Signatory(name="Esi Cosigner", signature=files[1])))  # fmt: skip
    asked = branch.give(signed)
    assert isinstance(asked, Awaiting)
    assert isinstance(branch.give(ApproveRequest(request=asked.result.request), who=manager), Executed)
    other = new_id()
    branch.must(RegisterCustomer(customer=other, number="E-2", full_name="Kofi Stays"))
    branch.must(SetCustomerImage(customer=other, image=ImageKind.SIGNATURE, file=files[1]))
    entries = branch.entries()
    assert len(entries) == 7
    assert isinstance(branch.erase(entries), Executed)
    left = everything(bank.settings.url)
    assert [word for word in ("Cosigner", "ink of Yaw") if word in left] == []
    assert "ink of both" in left and "Kofi Stays" in left
    assert branch.differences() == []
    with bank.engine.connect() as conn:
        assert MANDATES.fetch(conn, [branch.account])[branch.account].signatories == []


def test_what_was_put_aside_about_the_person_keeps_that_it_was(branch: Branch) -> None:
    branch.leave()
    about = {
        "customer": RegisterCustomer(customer=branch.customer, number="A-1", full_name=NAME),
        "account": SetMandate(account=branch.account, signatories=(Signatory(name="Yaw Brother"),)),
        "other": RegisterCustomer(customer=new_id(), number="E-2", full_name="Kofi Stays"),
    }
    orders = {name: _order(command) for name, command in about.items()}
    for order in orders.values():
        branch.bank.writer.write_sync(
            lambda conn, order=order: aside.put_aside(
                conn, order, f"Failed: {order.raw.decode()}", stamp(system_clock())
            )  # type: ignore[misc]
        )
    assert isinstance(branch.erase(branch.entries()), Executed)
    left = everything(branch.bank.settings.url)
    assert [word for word in (NAME, "Yaw Brother") if word in left] == []
    with branch.bank.engine.connect() as conn:
        kept = {row.command_id: row for row in conn.execute(select(quarantine))}
    rows = {name: kept[order.header.command_id] for name, order in orders.items()}
    assert [(rows[name].kind, rows[name].made_by, rows[name].body, rows[name].error) for name in ("customer", "account")] == [
        ("register_customer", SYSTEM_USER, "", "erased"), ("set_mandate", SYSTEM_USER, "", "erased"),
    ]  # fmt: skip
    assert "Kofi Stays" in rows["other"].body
    assert branch.differences() == []


def _order(command: Command) -> Order:
    header = Header(command_id=new_id(), made_by=SYSTEM_USER, delivered_by=SYSTEM_USER, device="", counter=1,
                    made_at="2026-11-24T10:00:00.000Z")  # fmt: skip
    raw = msgspec.json.encode(command)
    return Order(header, command, canonical=raw, fingerprint="", raw=raw)


def test_what_a_second_person_was_asked_goes_along(branch: Branch) -> None:
    """The decision names another id in its body, a reversal that was declined booked nothing, and the thread is somebody's words."""
    manager, wrong = demo.STAFF[2].id, new_id()
    branch.must(Deposit(transaction=wrong, account=branch.account, amount=AMOUNT, cash=Cash(received={"20000": 1})),
                branch.lease)  # fmt: skip
    asked = branch.give(ReverseTransaction(transaction=new_id(), original=wrong, reason=f"not {NAME}"), branch.lease)
    assert isinstance(asked, Awaiting)
    request = asked.result.request
    for command, who in ((AskBack(request=request, line=new_id(), text=f"Did {NAME} sign?"), manager),
                         (AnswerBack(request=request, line=new_id(), text=f"{NAME} did"), demo.STAFF[0].id),
                         (DeclineRequest(request=request, reason=f"{NAME} was right"), manager)):  # fmt: skip
        assert isinstance(branch.give(command, who=who), Executed)
    branch.leave("")
    branch.leave()
    assert isinstance(branch.give(FlagCustomer(customer=branch.customer, flags=(Flag.DORMANT,)), who=manager), Executed)
    lift = branch.give(LiftFlag(customer=branch.customer, flag=Flag.DORMANT, reason=f"{NAME} came"))
    assert isinstance(lift, Awaiting)
    early = branch.erase(branch.entries())
    assert isinstance(early, Refused)
    assert (early.problem.code, early.problem.params) == (ErrorCode.REQUEST_OPEN, {"request": lift.result.request})
    assert isinstance(branch.give(ApproveRequest(request=lift.result.request), who=manager), Executed)
    assert isinstance(branch.erase(branch.entries()), Executed)
    assert [line for line in everything(branch.bank.settings.url).splitlines() if NAME in line] == []
    assert branch.differences() == []
    assert branch.entries() == ()


def test_an_erasing_is_never_erased(branch: Branch) -> None:
    """The proof reads in it which bodies may be gone."""
    branch.leave()
    branch.must(RegisterCustomer(customer=new_id(), number="E-3", full_name="Kofi Stays"))
    done = branch.erase(branch.entries())
    assert isinstance(done, Executed)
    again = branch.erase((done.seq,))
    assert isinstance(again, Refused)
    assert again.problem.params == {"entry": done.seq}
    assert branch.differences() == []


def test_a_borrower_keeps_their_name_while_a_loan_runs_and_nothing_of_it_after(branch: Branch) -> None:
    hajara, loan, amount = demo.STAFF[2].id, new_id(), Money(500_00, "GHS")
    branch.bank.writer.execute_sync(system_header(new_id(), "2026-11-24T10:00:00.000Z"), SALARY)
    first = date.fromordinal(TODAY.toordinal() + 30).isoformat()
    asked = ApplyForLoan(loan=loan, customer=branch.customer, product="salary", amount=amount, term=6, first_due=first,
                         purpose="Akua's roof", account=branch.account)  # fmt: skip
    for command in (asked, DisburseLoan(loan=loan, transaction=new_id(), amount=amount)):
        waiting = branch.give(command)
        assert isinstance(waiting, Awaiting), waiting
        given = branch.give(ApproveRequest(request=waiting.result.request, note="Akua is known"), who=hajara)
        assert isinstance(given, Executed), given
    branch.must(RepayLoan(loan=loan, transaction=new_id(), amount=Money(499_00, "GHS"), account=branch.account))
    branch.must(
        Withdraw(
            transaction=new_id(),
            account=branch.account,
            amount=Money(201_00, "GHS"),
            cash=Cash(given={"20000": 1, "100c": 1}),
        ),
        branch.lease,
    )
    refused = branch.erase(branch.entries())
    assert isinstance(refused, Refused) and refused.problem.code is ErrorCode.BALANCE_REMAINS
    branch.must(
        RepayLoan(loan=loan, transaction=new_id(), amount=Money(1_00, "GHS"), cash=Cash(received={"100c": 1})),
        branch.lease,
    )
    assert isinstance(branch.erase(branch.entries()), Executed)
    left = everything(branch.bank.settings.url)
    assert [word for word in (NAME, "roof", "akua", "Akua is known") if word in left] == []
    assert branch.differences() == []


def test_of_a_loan_in_notes_that_no_account_names_nothing_stays_either(branch: Branch) -> None:
    hajara, loan, amount = demo.STAFF[2].id, new_id(), Money(500_00, "GHS")
    branch.must(Withdraw(transaction=new_id(), account=branch.account, amount=AMOUNT, cash=Cash(given={"20000": 1})),
                branch.lease)  # fmt: skip
    branch.bank.writer.execute_sync(system_header(new_id(), "2026-11-24T10:00:00.000Z"), SALARY)
    first = date.fromordinal(TODAY.toordinal() + 30).isoformat()
    asked = ApplyForLoan(loan=loan, customer=branch.customer, product="salary", amount=amount, term=6, first_due=first,
                         purpose="Akua's roof")  # fmt: skip
    paid = DisburseLoan(loan=loan, transaction=new_id(), amount=amount, in_cash=True)
    permit = ""
    for command in (asked, paid):
        waiting = branch.give(command, branch.lease)
        assert isinstance(waiting, Awaiting), waiting
        permit = waiting.result.request
        given = branch.give(ApproveRequest(request=permit, note="Akua is known"), who=hajara)
        assert isinstance(given, Executed), given
    notes = Cash(given={"10000": 5})
    branch.must(msgspec.structs.replace(paid, permit=permit, cash=notes), branch.lease)
    branch.must(
        RepayLoan(loan=loan, transaction=new_id(), amount=amount, cash=Cash(received=notes.given)), branch.lease
    )
    assert isinstance(branch.erase(branch.entries()), Executed)
    left = everything(branch.bank.settings.url)
    assert [word for word in (NAME, "roof", "akua", "Akua is known") if word in left] == []
    assert branch.differences() == []
