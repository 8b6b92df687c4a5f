"""A day at a small branch in which every kind of fact is stated, all of it through the real doors."""

from typing import Any

from contract.advances import PayAdvance, RequestAdvance
from contract.approvals import ApproveRequest, AskBack, DelegateDecisions, SetApprovalRule, When, WithdrawRequest
from contract.base import Command
from contract.branches import AddBranch, CloseBranchDay, NoteTills, TillAway
from contract.counts import CountKind, TakeCount, WitnessCount
from contract.customers import SetMandate, Signatory
from contract.drawers import AddDrawer, CloseDrawer, SubmitCount
from contract.envelope import Lease
from contract.floats import AskFloat, DropFloat
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Withdraw
from contract.loans import ApplyForLoan, DisburseLoan
from contract.money import Money, Pieces
from contract.notices import Level, RaiseNotice
from contract.permissions import Role
from contract.products import SetProduct, Terms
from contract.staff import ChangeRole, DisableUser, SetLimit
from contract.standin import ArmCodes, ArmedCode, GrantStandIn
from contract.vault import AskForCash, ConfirmCash, CountVault, GrantCash, ReceiveCash, SetVault
from server.core.clock import later, stamp
from server.ledger.tables import ACCOUNTS
from server.staff.roles import PERMISSIONS
from tests.server.api.house import DAY, House, Person
from tests.server.api.test_originals import Till
from tests.server.loans.house import SALARY

HASH = "$argon2id$v=19$m=8,t=1,p=1$" + "a" * 22 + "$" + "b" * 43
VAULT_AFTER: Pieces = {"20000": 46}
"""Fifty notes were supplied; three are in the drawer from the morning, one went there at noon."""


class FullDay:
    """Efua works, Kofi is her manager, Kojo the second pair of hands until he leaves. None of them is who later looks."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.till = Till(house)
        self.efua = self.till.efua
        self.kofi, self.kojo = house.sign_in("kofi", house.there), house.sign_in("kojo", house.there)

    def live(self) -> None:
        """From the first posting to the day's close."""
        self.work()
        self._evening()

    def work(self) -> None:
        """The same, and the drawer is still open."""
        self._counter()
        self._approvals()
        self._vault()
        self._counts_and_advances()
        self._loans()
        self._stand_ins()
        self._floats()
        self._line()
        self._staff()

    def _says(self, who: Person, command: Command, lease: Lease | None = None, status: int = 200) -> dict[str, Any]:
        answer = who.post(who.seal(command, lease=lease))
        assert answer.status_code == status, answer.text
        result: dict[str, Any] = answer.json().get("result") or {}
        return result

    def _counter(self) -> None:
        taken = Cash(received={"20000": 200})
        self.till.post(
            Deposit(transaction=new_id(), account=self.till.accounts[0], amount=Money(40_000_00, "GHS"), cash=taken)
        )

    def _approvals(self) -> None:
        over = Withdraw(
            transaction=new_id(),
            account=self.till.accounts[0],
            amount=Money(6_000_00, "GHS"),
            cash=Cash(given={"20000": 30}),
        )
        request = self._says(self.efua, over, self.till.lease, 202)["request"]
        self._says(self.kofi, AskBack(request=request, line=new_id(), text="who is it for?"))
        until = later(self.house.clock(), 3_600)
        to = self.house.people["efua"]
        self._says(self.kofi, DelegateDecisions(delegation=new_id(), to=to, until=until, reason="away"))
        youth = Terms(name="Youth", currency="GHS", kind="savings", withdrawal_fee=25)
        self.house.do(SetProduct(product="40", terms=youth))
        self.house.do(SetApprovalRule(rule="big", when=When.AMOUNT, act="withdraw", currency="GHS", bound=9_000_000_00))
        self._says(self.efua, WithdrawRequest(request=request))

    def _vault(self) -> None:
        self._says(self.kofi, SetVault(branch=self.house.branch, currency="GHS", soft_max=5_000_000))
        asked, transfer, one = new_id(), new_id(), {"20000": 1}
        self._says(self.efua, AskForCash(requisition=asked, amount=200_00, pieces=one), self.till.lease)
        kojo = self.house.people["kojo"]
        self._says(self.kofi, GrantCash(requisition=asked, transfer=transfer, pieces=one, second=kojo))
        self._says(self.kojo, ConfirmCash(transfer=transfer))
        self._says(self.efua, ReceiveCash(transfer=transfer, counted=one), self.till.lease)

    def _counts_and_advances(self) -> None:
        count = new_id()
        session = self.till.lease.session
        surprise = TakeCount(count=count, session=session, kind_of_count=CountKind.SURPRISE, counted={"20000": 204})
        self._says(self.kofi, surprise)
        self._says(self.efua, WitnessCount(count=count))
        advance = RequestAdvance(advance=new_id(), amount=Money(200_00, "GHS"), purpose="Fuel for the van", due=DAY)
        request = self._says(self.kojo, advance, status=202)["request"]
        self._says(self.kofi, ApproveRequest(request=request))
        paid = PayAdvance(advance=advance.advance, transaction=new_id(), cash=Cash(given={"20000": 1}))
        self._says(self.efua, paid, self.till.lease)

    def _loans(self) -> None:
        """One is allowed and handed out to the account."""
        self.house.do(SALARY)
        with self.house.bank.engine.connect() as conn:
            customer = ACCOUNTS.fetch(conn, self.till.accounts[:1])[self.till.accounts[0]].customer
        asked = ApplyForLoan(loan=new_id(), customer=customer, product="salary", amount=Money(1_200_00, "GHS"), term=12,
                             first_due="2026-12-24", purpose="Roof", account=self.till.accounts[0])  # fmt: skip
        paid = DisburseLoan(loan=asked.loan, transaction=new_id(), amount=asked.amount)
        for command in (asked, paid):
            request = self._says(self.efua, command, status=202)["request"]
            self._says(self.kofi, ApproveRequest(request=request))

    def _stand_ins(self) -> None:
        until = later(self.house.clock(), 3_600)
        self._says(self.kofi, GrantStandIn(session=self.till.lease.session, amount=500_00, until=until))
        self._says(self.kofi, ArmCodes(codes=(ArmedCode(code=new_id(), hash=HASH),)))

    def _floats(self) -> None:
        """Kojo asks for a drawer of his own and thinks better of it."""
        drawer, slip = new_id(), new_id()
        self.house.do(AddDrawer(drawer=drawer, number="05", branch=self.house.branch, currency="GHS", standing_float={},
                                soft_max=1_00, hard_max=2_00, insured=3_00))  # fmt: skip
        self._says(self.kojo, AskFloat(slip=slip, drawer=drawer))
        self._says(self.kojo, DropFloat(slip=slip))

    def _line(self) -> None:
        """Efua's line goes and comes back."""
        lease, device = self.till.lease, self.efua.signer.device
        gone = TillAway(device=device, session=lease.session, number="04", branch=self.house.branch,
                        cashier=self.efua.me.user, since=stamp(self.house.clock()), unsent=2)  # fmt: skip
        self.house.do(NoteTills(away=(gone,)))
        self.house.do(NoteTills(back=(device,)))

    def _staff(self) -> None:
        house = self.house
        house.do(ChangeRole(role=Role.FIELD_BANKER, permissions=tuple(sorted(PERMISSIONS[Role.FIELD_BANKER]))))
        house.do(SetMandate(account=self.till.accounts[0], signatories=(Signatory(name="Ama Mensah"),)))
        house.do(SetLimit(act="deposit", currency="CZK", per_transaction=7, role=Role.CASHIER))
        house.do(AddBranch(branch=new_id(), code="042", name="Tema"))
        house.workstation("TILL-7")

    def _evening(self) -> None:
        """The drawer is a note short at both counts, the vault is counted by two, the day closes with its report."""
        session = self.till.lease.session
        for _ in range(2):
            short = SubmitCount(session=session, attempt=new_id(), counted={"20000": 202})
            self._says(self.efua, short, self.till.lease)
        close = CloseDrawer(session=session, reason="a note short")
        request = self._says(self.efua, close, self.till.lease, 202)["request"]
        self._says(self.kofi, ApproveRequest(request=request))
        night, kojo = new_id(), self.house.people["kojo"]
        counted = CountVault(transfer=night, currency="GHS", counted=VAULT_AFTER, second=kojo, closing=True)
        self._says(self.kofi, counted)
        self._says(self.kojo, ConfirmCash(transfer=night))
        self.house.do(DisableUser(user=kojo, reason="left"))
        self._says(self.kofi, CloseBranchDay(branch=self.house.branch, business_date=DAY))


def tell(house: House, *people: str) -> str:
    """A notice to these alone; its id."""
    notice = new_id()
    house.do(RaiseNotice(notice=notice, level=Level.INFO, code="unlocked", people=people))
    return notice
