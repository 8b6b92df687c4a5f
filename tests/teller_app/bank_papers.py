"""Every paper of a real bank's day: house.py runs the commands, its doors state the papers, the app makes facts of them."""

from collections.abc import Callable
from typing import Any

import msgspec

from contract.advances import RetireAdvance
from contract.approvals import ApproveRequest
from contract.counts import CountKind, TakeCount, WitnessCount
from contract.drawers import ReconciliationFact
from contract.ids import new_id
from contract.ledger import AccountFact, Cash, Deposit, Depositor, Posted, Withdraw
from contract.money import add_pieces
from contract.vault import ConfirmCash, CountVault
from server.api import trial
from server.api.advance_papers import advance_paper_of
from server.api.count_sheets import NO_DRAWER, blank, sheet_of
from server.api.over_short import record_of
from server.api.positions import position_of
from server.api.vouchers import voucher_of
from server.core.branch_table import BRANCHES
from server.drawers import facts as drawer_facts
from server.drawers.tables import CASH_MOVES, DRAWERS, SESSIONS
from server.ledger.tables import ACCOUNTS
from server.staff.tables import USERS, UserRow
from teller_app import cash_papers, papers, slip_papers
from teller_app.papers import Desk
from teller_app.printing.prints import Facts
from teller_app.printing.wording import Wording
from tests.server.advances.test_handlers import approved, pay
from tests.server.drawers.house import (
    ACCOUNT,
    AKOSUA,
    DAY,
    DRAWER,
    EFUA,
    MAKOLA,
    SIGN,
    YAW,
    House,
    asked,
    deposit,
    done,
    withdraw,
)
from tests.server.vault.roads import SAFE, receive, send, till
from tests.teller_app.kit import EFUA as ME

NAMES = {
    EFUA: ("Efua Owusu", "TLR-0417"),
    AKOSUA: ("Akosua Asante-Mensah", "MGR-0102"),
    YAW: ("Yaw Boateng", "OPS-0031"),
}
WORDS = Wording()
RECEIPT, TAKEN = "04-20261124-1-0001", "04-20261124-1-0002"
AWAY, BAG, MOVED = {"1000": 19, "10000": -1}, {"10000": 3, "5000": 2}, {"5000": 2, "1000": 2}


class Day:
    """One drawer's day at the house, paper by paper, in the order in which they are printed."""

    def __init__(self, house: House) -> None:
        self.house = house
        me = msgspec.structs.replace(ME, user=EFUA, full_name=NAMES[EFUA][0], branch=MAKOLA)
        self.desk = Desk(me, "WS-MAK-04", lambda: house.now, lambda user: NAMES.get(user, ("", "")))
        for user, (name, number) in NAMES.items():
            house.add(
                USERS,
                UserRow(id=user, username=number.lower(), full_name=name, staff_number=number, roles=[], branch=MAKOLA),
            )
        self.session = house.open()
        self.made: dict[str, Facts] = {}

    def run(self) -> dict[str, Facts]:
        """All of them by their names."""
        self.customers()
        self.moves()
        self.counts()
        self.advance()
        self.evening()
        return self.made

    def customers(self) -> None:
        """A third party's deposit with its source of funds, then a withdrawal."""
        brought = deposit(200_00, {"20000": 1}, receipt=RECEIPT, source_of_funds="Trading proceeds", narration="School fees",
                          depositor=Depositor(name="Kwame Boateng", phone="0207714490", relationship="Employee"))  # fmt: skip
        self.made["deposit"] = self._receipt(brought)
        self.made["withdrawal"] = self._receipt(withdraw(50_00, {"5000": 1}, receipt=TAKEN))
        seq = self.last_move()
        paper = self.ask(position_of, DRAWER, DAY, seq)
        self.made["position"] = cash_papers.position(paper, self.desk)

    def _receipt(self, command: Deposit | Withdraw) -> Facts:
        posted: Posted = done(self.house.run(command))
        row = self.house.row(ACCOUNTS, ACCOUNT)
        account = AccountFact(account=ACCOUNT, number=row.number, customer=row.customer, branch=MAKOLA, product=row.product,
                              product_name="Savings", currency="GHS", status="active", balance=row.balance,
                              available=row.available)  # fmt: skip
        made = papers.receipt(command, posted, account, "Ama Mensah", self.desk)
        if not isinstance(command, Withdraw):
            return made
        return cash_papers.withdrawal(made, command, "GHA-123454417-0", None, WORDS.withdrawal)

    def moves(self) -> None:
        """A bag to the vault: its voucher while it is under way, and once both have counted it."""
        sent = done(self.house.run(send(till(), SAFE, BAG), EFUA))
        self.made["voucher_sent"] = self.voucher(sent.transfer)
        done(receive(self.house, sent.transfer, BAG, AKOSUA, YAW))
        done(self.house.run(ConfirmCash(transfer=sent.transfer), YAW))
        self.made["voucher"] = self.voucher(sent.transfer)

    def voucher(self, transfer: str) -> Facts:
        return cash_papers.voucher(self.ask(voucher_of, transfer), self.desk, WORDS.voucher)

    def counts(self) -> None:
        """Sheets to write on, a surprise with its witness, the vault's."""
        house = self.house
        branch = house.row(BRANCHES, MAKOLA)
        for name, place in (("blank_drawer", (DRAWER, "04")), ("blank_vault", NO_DRAWER)):
            self.made[name] = self.count(blank(SIGN, branch, place, "GHS", 17, "2026-11-24T08:00:00.000Z"))
        held = house.row(SESSIONS, self.session)
        taken = TakeCount(count=new_id(), session=held.id, kind_of_count=CountKind.SURPRISE,
                          counted={**self.held(), "1000:mutilated": 1, "1000": 19})  # fmt: skip
        done(house.run(taken, AKOSUA))
        done(house.run(WitnessCount(count=taken.count), EFUA))
        self.made["surprise"] = self.count(self.ask(sheet_of, taken.count))
        vault = CountVault(transfer=new_id(), currency="GHS", counted=self.in_vault(), second=YAW)
        done(house.run(vault, AKOSUA))
        done(house.run(ConfirmCash(transfer=vault.transfer), YAW))
        self.made["vault_count"] = self.count(self.ask(sheet_of, vault.transfer))

    def count(self, paper: Any) -> Facts:
        return cash_papers.count(paper, self.desk, WORDS.count)

    def advance(self) -> None:
        """Paid, and retired with receipts and change."""
        advance = approved(self.house)
        done(self.house.run(pay(advance, MOVED), EFUA))
        self.made["advance_paid"] = cash_papers.advance(
            self.ask(advance_paper_of, advance, 0), self.desk, WORDS.voucher
        )
        back = RetireAdvance(advance=advance, transaction=new_id(), spent=85_00, papers=("GOIL 4471", "Melcom 88-1"),
                             cash=Cash(received={"5000": 1}, given={"1000": 1, "500": 1}))  # fmt: skip
        back = msgspec.structs.replace(back, cash=Cash(received={"5000": 1}, given={"1000": 2}), spent=85_00)
        done(self.house.run(back, EFUA))
        self.made["advance_back"] = cash_papers.advance(
            self.ask(advance_paper_of, advance, 0), self.desk, WORDS.voucher
        )

    def evening(self) -> None:
        """Two blind counts a hundred short, accepted; then a late entry, which amends slip and record; the day's proof sheet."""
        house = self.house
        short = add_pieces(self.held(), {"10000": -1})
        house.count(short)
        house.wait(4)
        house.count(short)
        self.made["close_count"] = self.count(self.ask(sheet_of, self.session))
        done(house.run(ApproveRequest(request=asked(house.close(reason="Not found after two counts")).request), AKOSUA))
        self.made["slip"] = self.slip()
        self.made["over_short"] = self.record()
        late = deposit(20_00, {"1000": 2}, taken_offline=True, receipt="04-20261124-1-0003")
        done(house.run(late))
        self.made["slip_amended"] = self.slip()
        self.made["record_amended"] = self.record()
        self.made["trial"] = self.trial()

    def slip(self) -> Facts:
        row = self.house.row(SESSIONS, self.session)
        sheet: ReconciliationFact = drawer_facts.reconciliation_fact(row, self.house.row(DRAWERS, DRAWER).tolerance)
        return slip_papers.slip(sheet, "04", self.desk)

    def record(self) -> Facts:
        paper = self.ask(record_of, self.session)
        return cash_papers.over_short(paper, self.desk, WORDS.over_short, ())

    def trial(self) -> Facts:
        branch = self.house.row(BRANCHES, MAKOLA)
        paper = self.house.ask(
            lambda conn, held: trial.stated(conn, held, SIGN, branch, DAY, "GHS", trial.last_row(conn, MAKOLA))
        )
        return cash_papers.trial(paper, self.desk, WORDS.trial)

    def ask(self, door: Callable[..., Any], *about: object) -> Any:
        """What this door states to the manager; never nothing."""
        house = self.house
        found = house.ask(lambda conn, held: door(conn, held, house.reader(AKOSUA), SIGN, *about))
        assert found is not None, about
        return found

    def last_move(self) -> int:
        with self.house.engine.connect() as conn:
            query = CASH_MOVES.table.select().where(CASH_MOVES.table.c.holder == f"drawer:{DRAWER}")
            return max(row.seq for row in conn.execute(query))

    def held(self) -> dict[str, int]:
        return self._bag(f"drawer:{DRAWER}")

    def in_vault(self) -> dict[str, int]:
        return self._bag(f"vault:{MAKOLA}:GHS")

    def _bag(self, holder: str) -> dict[str, int]:
        from server.drawers.tables import BAGS

        return {face: count for face, count in self.house.row(BAGS, holder).pieces.items() if count}
