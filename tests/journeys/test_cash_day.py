"""A day of the whole branch's cash: eight drawers, a few dozen postings each, transfers in transit, one short, one over, one forced, one
with an offline entry after its close; the manager's window looks on. On both databases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec
import pytest

from contract.approvals import ApproveRequest
from contract.base import Command
from contract.branches import BranchFact, CloseBranchDay, DayFigures, DayReport, DayReportFact, OpenBranchDay
from contract.drawers import AddDrawer, CloseDrawer, ForceCloseDrawer, OpenDrawer, ReconciliationFact, SubmitCount
from contract.envelope import Lease
from contract.feed import AnyAnswer, Awaiting, Executed, Refused, SnapshotPage
from contract.ids import derived_id, new_id
from contract.ledger import AccountFact, Cash, Deposit, Withdraw
from contract.money import Money, add_pieces, pieces_total
from contract.permissions import Role
from contract.staff import AddDevice, AddUser
from contract.variances import AcceptVariance, VarianceFact, VarianceState
from contract.vault import (
    ConfirmCash,
    CountVault,
    ExchangeCash,
    OpenVault,
    Place,
    ReceiveCash,
    SendCash,
    StockFact,
    Where,
)
from server import build
from server.core.clock import system_clock
from server.db.engine import one_snapshot, open_engine
from server.settings import Settings
from server.staff.passwords import Passwords
from server.staff.sign_in import store_password
from teller_app.sync.keys import DeviceSigner
from tests.demo import bank as demo
from tests.journeys.caller import Till
from tests.journeys.window import Window
from tests.support.forge import Forge
from tests.support.ports import free_port
from tests.support.prepared import prepare
from tests.support.processes import ServerProcess

DAY, NEXT = date(2026, 11, 24), "2026-11-25"
IN, OUT = 20, 10
"""Postings of each drawer's busy hour."""
TELLERS = ("efua", "kojo", *(f"teller{n}" for n in range(3, 9)))
SAFE, BANK = Place(where=Where.VAULT), Place(where=Where.BANK)


def drawer(number: int) -> str:
    return derived_id("demo", "drawer", number)


def at_drawer(number: int) -> Place:
    return Place(where=Where.DRAWER, drawer=drawer(number))


@dataclass
class Branch:
    """Everybody at work over HTTP, each at an own workstation. ``held`` is what must lie in each drawer, counted by hand."""

    tills: dict[str, Till]
    window: Window
    account: str = ""
    held: dict[int, dict[str, int]] = field(default_factory=dict)
    vault: dict[str, int] = field(default_factory=lambda: dict(demo.VAULT))

    def do(self, who: str, command: Command) -> Executed:
        return self.tills[who].do(command)

    def say(self, who: str, command: Command) -> AnyAnswer:
        till = self.tills[who]
        return msgspec.json.decode(till.post(till.seal(command)).content, type=AnyAnswer)

    def user(self, who: str) -> str:
        return self.tills[who].tokens.me.user

    def facts(self, who: str) -> list[object]:
        """Everything in this person's snapshot."""
        found: list[object] = []
        token: str | None = ""
        while token is not None:
            path = f"/v1/snapshot?page={token}" if token else "/v1/snapshot"
            till = self.tills[who]
            raw = till.http.get(path, headers=till.headers(dpop=till.proof("/v1/snapshot"))).raise_for_status().content
            page = msgspec.json.decode(raw, type=SnapshotPage)
            found += page.facts
            token = page.next
        return found

    def report(self) -> DayReport:
        path = f"/v1/branches/{demo.BRANCH}/day-report"
        return msgspec.json.decode(self.tills["hajara"].get(path).raise_for_status().content, type=DayReport)


def hire(settings: Settings, signers: dict[str, DeviceSigner], window: Window) -> None:
    """Six more tellers and a second manager, four more drawers, a workstation for everybody, one with a window for the manager."""
    with build.bank(settings) as bank:
        encoded = Passwords(cheap=True).hash(demo.PASSWORD)
        for n, name in enumerate((*TELLERS[2:], "esi"), start=3):
            user = derived_id("demo", "user", name)
            role = Role.MANAGER if name == "esi" else Role.CASHIER
            demo.say(bank.writer, AddUser(user=user, username=name, full_name=f"Teller {n}", staff_number=f"TLR-9{n}",
                                          roles=(role,), branch=demo.BRANCH))  # fmt: skip
            bank.writer.write_sync(lambda conn, user=user: store_password(conn, user, encoded, system_clock()))  # type: ignore[misc]
        for number in range(5, 9):
            demo.say(bank.writer, AddDrawer(drawer=drawer(number), number=f"{number:02d}", branch=demo.BRANCH, currency="GHS",
                                            standing_float=demo.FLOAT, soft_max=50_000_00, hard_max=80_000_00,
                                            insured=60_000_00))  # fmt: skip
        device, key = window.device()
        demo.say(bank.writer, AddDevice(device=device, name="WS-window", branch=demo.BRANCH, key=key))
        for name, signer in signers.items():
            if name not in ("efua", "kojo"):
                demo.say(
                    bank.writer,
                    AddDevice(device=signer.device, name=f"WS-{name}", branch=demo.BRANCH, key=signer.public),
                )


@pytest.fixture
def branch(
    database_url: str, tmp_path: Path, start_server: Callable[..., ServerProcess], window_forge: Forge
) -> Iterator[Branch]:
    settings = Settings(url=database_url, key_dir=str(tmp_path / "keys"))
    signers = {name: DeviceSigner.generate() for name in (*TELLERS, "hajara", "yaw", "esi")}
    devices = {f"WS-{name}": (signers[name].device, signers[name].public) for name in ("efua", "kojo")}
    demo.make(settings, prepare, devices, tmp_path / "csv", DAY, 30)
    port = free_port()
    window = Window(window_forge, tmp_path / "window", f"http://127.0.0.1:{port}").start()
    try:
        hire(settings, signers, window)
        server = start_server(settings.url, port=port, env={"COASTAL_KEY_DIR": settings.key_dir})
        assert window.do("work_as", "hajara") == ""
        yield from _at_work(settings, server, signers, window)
    finally:
        window.close()


def _at_work(
    settings: Settings, server: ServerProcess, signers: dict[str, DeviceSigner], window: Window
) -> Iterator[Branch]:
    made = Branch({name: Till(server.base_url, signer, name) for name, signer in signers.items()}, window)
    # The richest: whose card was reported stolen has little.
    known = [fact for fact in made.facts("efua") if isinstance(fact, AccountFact)]
    made.account = max(known, key=lambda fact: fact.available).account
    yield made
    for till in made.tills.values():
        till.http.close()
    engine = open_engine(settings.url)
    with engine.connect() as conn:
        found = [f"{item.where}: {item.expected} / {item.found}" for item in build.verify(one_snapshot(conn))]
    engine.dispose()
    assert found == []


def morning(branch: Branch) -> None:
    """Eight floats from the vault, each counted; then deposits and withdrawals at every drawer."""
    for number, name in enumerate(TELLERS, start=1):
        session = new_id()
        branch.do(name, OpenDrawer(session=session, drawer=drawer(number), counted=demo.FLOAT))
        branch.tills[name].lease = Lease(session=session, number=1)
        branch.held[number] = dict(demo.FLOAT)
        branch.vault = add_pieces(branch.vault, demo.FLOAT, -1)
        for _ in range(number):
            branch.do(name, Deposit(transaction=new_id(), account=branch.account, amount=Money(200_00, "GHS"),
                                    cash=Cash(received={"20000": 1})))  # fmt: skip
        branch.do(name, Withdraw(transaction=new_id(), account=branch.account, amount=Money(30_00, "GHS"),
                                 cash=Cash(given={"1000": 3})))  # fmt: skip
        branch.held[number] = add_pieces(branch.held[number], {"20000": number, "1000": -3})
        busy_hour(branch, name)
        branch.held[number] = add_pieces(branch.held[number], {"20000": IN - OUT})


def busy_hour(branch: Branch, name: str) -> None:
    """What a till sends after a line that was slow: many postings in one list, each decided for itself."""
    till, money = branch.tills[name], Money(200_00, "GHS")
    made: list[Command] = [
        Deposit(transaction=new_id(), account=branch.account, amount=money, cash=Cash(received={"20000": 1}))
        for _ in range(IN)
    ]
    made += [
        Withdraw(transaction=new_id(), account=branch.account, amount=money, cash=Cash(given={"20000": 1}))
        for _ in range(OUT)
    ]
    answers = msgspec.json.decode(till.post([till.seal(command) for command in made]).content, type=list[AnyAnswer])
    assert [type(answer) for answer in answers] == [Executed] * (IN + OUT), answers


def transfers(branch: Branch) -> None:
    """Every road once; a bag to the bank stays on the road."""
    to_three, bag, to_vault, aside = new_id(), new_id(), new_id(), new_id()
    small = {"1000": 50, "500": 100}
    branch.do("hajara", send(to_three, SAFE, at_drawer(3), small, branch.user("yaw")))
    branch.do("yaw", ConfirmCash(transfer=to_three))
    branch.do("teller3", ReceiveCash(transfer=to_three, counted=small))
    branch.vault, branch.held[3] = add_pieces(branch.vault, small, -1), add_pieces(branch.held[3], small)
    branch.do("efua", send(to_vault, at_drawer(1), SAFE, {"20000": 5}))
    waiting = branch.say("efua", SubmitCount(session=branch.tills["efua"].lease.session, attempt=new_id(), counted={}))  # type: ignore[union-attr]
    assert isinstance(waiting, Refused)
    assert waiting.problem.code == "pending_in_drawer"
    branch.do("yaw", ReceiveCash(transfer=to_vault, counted={"20000": 5}, second=branch.user("kojo")))
    branch.do("kojo", ConfirmCash(transfer=to_vault))
    branch.vault, branch.held[1] = add_pieces(branch.vault, {"20000": 5}), add_pieces(branch.held[1], {"20000": 5}, -1)
    branch.do("kojo", send(aside, at_drawer(2), at_drawer(4), {"5000": 4}))
    branch.do("teller4", ReceiveCash(transfer=aside, counted={"5000": 4}))
    branch.held[2], branch.held[4] = (
        add_pieces(branch.held[2], {"5000": 4}, -1),
        add_pieces(branch.held[4], {"5000": 4}),
    )
    swap = ExchangeCash(transfer=new_id(), one=at_drawer(8), other=SAFE, currency="GHS", given={"20000": 1},
                        taken={"1000": 20}, second=branch.user("yaw"))  # fmt: skip
    branch.do("teller8", swap)
    branch.do("yaw", ConfirmCash(transfer=swap.transfer))
    branch.held[8] = add_pieces(branch.held[8], {"20000": -1, "1000": 20})
    branch.vault = add_pieces(branch.vault, {"20000": 1, "1000": -20})
    branch.do("hajara", send(bag, SAFE, BANK, {"20000": 100}, branch.user("yaw")))
    branch.do("yaw", ConfirmCash(transfer=bag))
    branch.vault = add_pieces(branch.vault, {"20000": 100}, -1)


def send(transfer: str, source: Place, target: Place, pieces: dict[str, int], second: str | None = None) -> SendCash:
    return SendCash(transfer=transfer, source=source, target=target, currency="GHS", pieces=pieces, second=second)


def evening(branch: Branch) -> None:
    """Drawer 5 is 20.00 short (a manager accepts), 6 is 5.00 over, 7 is closed by force with 10.00 missing. In 8 lie 200.00 of which
    the server knows nothing yet: it is counted twice, and accepted."""
    off = {5: {"1000": -2}, 6: {"500": 1}, 8: {"20000": 1}}
    for number, name in enumerate(TELLERS, start=1):
        session = branch.tills[name].lease
        assert session is not None
        if number == 7:
            counted = add_pieces(branch.held[7], {"1000": -1})
            branch.do(
                "hajara",
                ForceCloseDrawer(session=session.session, attempt=new_id(), counted=counted, reason="Taken ill"),
            )
            branch.held[7] = counted
            continue
        branch.held[number] = add_pieces(branch.held[number], off.get(number, {}))
        branch.do(name, SubmitCount(session=session.session, attempt=new_id(), counted=branch.held[number]))
        answer = branch.say(name, CloseDrawer(session=session.session, reason="As counted" if number in off else ""))
        if number == 8:
            assert isinstance(answer, Refused)
            assert answer.problem.code == "second_count_needed"
            branch.do(name, SubmitCount(session=session.session, attempt=new_id(), counted=branch.held[number]))
            answer = branch.say(name, CloseDrawer(session=session.session, reason="As counted, twice"))
        if number in (5, 8):
            assert isinstance(answer, Awaiting)
            branch.do("hajara", ApproveRequest(request=answer.result.request))
        else:
            assert isinstance(answer, Executed), answer


def late_entry(branch: Branch) -> None:
    """What teller 8's workstation took in while its line was down arrives after the close: the over/short of that session, never the cash."""
    late = Deposit(transaction=new_id(), account=branch.account, amount=Money(200_00, "GHS"),
                   cash=Cash(received={"20000": 1}), taken_offline=True)  # fmt: skip
    branch.do("teller8", late)
    sheet = next(fact for fact in branch.facts("teller8") if isinstance(fact, ReconciliationFact))
    assert (sheet.late_entries, sheet.amended, sheet.variance, len(sheet.attempts)) == (1, 1, 0, 2)


@pytest.mark.timeout(480)
def test_a_day_of_eight_drawers_ties_to_the_pesewa(branch: Branch) -> None:
    close = CloseBranchDay(branch=demo.BRANCH, business_date=DAY.isoformat())
    morning(branch)
    held = {f"{n:02d}": pieces_total(pieces) for n, pieces in branch.held.items()}
    assert branch.window.do("until_live", held) == held, "the manager sees each drawer"
    transfers(branch)
    early = branch.say("hajara", close)
    assert isinstance(early, Refused)
    assert early.problem.code == "drawers_still_open"
    evening(branch)
    late_entry(branch)
    forced = branch.tills["teller7"].lease
    assert forced is not None
    branch.do("esi", AcceptVariance(variance=forced.session, note="Counted by two"))
    uncounted = branch.say("hajara", close)
    assert isinstance(uncounted, Refused)
    assert uncounted.problem.code == "vault_not_counted"
    count = CountVault(
        transfer=new_id(), currency="GHS", counted=branch.vault, second=branch.user("efua"), closing=True
    )
    branch.do("yaw", count)
    branch.do("efua", ConfirmCash(transfer=count.transfer))

    x = branch.report()
    assert branch.window.do("until_blockers", 0) == []
    branch.do("hajara", close)
    z = next(fact for fact in branch.facts("hajara") if isinstance(fact, DayReportFact))
    assert z.figures == x.figures, "one calculation"
    (figures,) = z.figures
    assert figures.broken == ()
    assert (figures.transit, figures.vault) == (20_000_00, pieces_total(branch.vault))
    by_hand = sum(pieces_total(held) for held in branch.held.values())
    assert figures.cash == figures.ledger == by_hand + figures.vault + figures.transit
    assert figures.over_short == -20_00 + 5_00 - 10_00
    assert (figures.cash_in, figures.cash_out) == (36 * 200_00 + 8 * IN * 200_00, 8 * 30_00 + 8 * OUT * 200_00)
    assert branch.window.do("until_tied") == [figures.cash, figures.ledger]
    differences(branch, figures)
    next_morning(branch)


def differences(branch: Branch, figures: DayFigures) -> None:
    """Each stands by its drawer and is accepted; a teller sees the own one alone, and no totals."""
    assert {line.number: line.variance for line in figures.drawers if line.variance} == {
        "05": -20_00,
        "06": 5_00,
        "07": -10_00,
    }

    left = {fact.drawer: (fact.amount, fact.state) for fact in branch.facts("yaw") if isinstance(fact, VarianceFact)}
    assert left == {
        "05": (-20_00, VarianceState.ACCEPTED),
        "06": (5_00, VarianceState.ACCEPTED),
        "07": (-10_00, VarianceState.ACCEPTED),
        "08": (0, VarianceState.SETTLED),
    }
    seen = branch.facts("teller5")
    assert not any(isinstance(fact, StockFact | DayReportFact) for fact in seen), "no totals for a teller"
    assert [fact.drawer for fact in seen if isinstance(fact, VarianceFact)] == ["05"]


def next_morning(branch: Branch) -> None:
    """Branch, vault, drawers: in this order."""
    branch.do("hajara", OpenBranchDay(branch=demo.BRANCH, business_date=NEXT))
    branch.tills["kojo"].lease = None
    early = branch.say("kojo", OpenDrawer(session=new_id(), drawer=drawer(2), counted=branch.held[2]))
    assert isinstance(early, Refused)
    assert early.problem.code == "vault_closed"
    unlock = OpenVault(transfer=new_id(), currency="GHS", second=branch.user("yaw"))
    branch.do("hajara", unlock)
    branch.do("yaw", ConfirmCash(transfer=unlock.transfer))
    branch.do("kojo", OpenDrawer(session=new_id(), drawer=drawer(2), counted=branch.held[2]))
    assert next(fact for fact in branch.facts("kojo") if isinstance(fact, BranchFact)).business_date == NEXT
