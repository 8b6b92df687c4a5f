"""Branch today: follows drawers, vault and requests, says what holds up the close, opens and closes the day. No Qt."""

from collections.abc import Callable
from typing import Any

import msgspec

from contract.branches import (
    BrokenEntry,
    CloseBranchDay,
    DayReport,
    HeldEntry,
    NudgeOwner,
    OpenBranchDay,
    PauseDayEnd,
)
from contract.feed import AnyAnswer, Awaiting
from contract.forecast import CashForecast
from contract.ids import new_id
from contract.notices import AcknowledgeNotice, NoticeFact
from contract.papers import TrialPaper
from contract.paths import CASH_FORECAST, DAY_REPORT, TRIAL_BALANCE
from contract.permissions import Permission
from teller_app.branches import course, end_rules, rules
from teller_app.branches.lookups import Lookups
from teller_app.branches.risks import Risks
from teller_app.branches.state import BranchState, Check, Seen
from teller_app.manifest import Port
from teller_app.room_model import RoomModel

TOPICS = frozenset({"branch", "drawer", "session", "drawer_totals", "stock", "vault", "cash_move", "request", "variance", "advance", "user",
                    "day_report", "notice", "till"})  # fmt: skip
NUDGES_MAX = 30
"""Reminders that one key sends."""
_report = msgspec.json.Decoder(DayReport)
_forecast = msgspec.json.Decoder(CashForecast)
_trial = msgspec.json.Decoder(TrialPaper)


class BranchModel(RoomModel[BranchState]):
    """See the module. Set ``on_change`` before the first intent. ``go`` opens another room by its name, ``proof`` prints the
    trial balance of a branch in a currency, ``entry`` shows a journal row that breaks the tie-out, ``force`` begins the count that
    closes somebody's drawer, ``look_into`` shows a drawer's day.
    """

    def __init__(
        self,
        port: Port,
        lookups: Lookups,
        go: Callable[[str], None],
        proof: Callable[[str, str], None] = lambda branch, currency: None,
        entry: Callable[[BrokenEntry | HeldEntry], None] = lambda entry: None,
        force: Callable[[str], None] = lambda drawer: None,
        look_into: Callable[[str], None] = lambda drawer: None,
    ) -> None:
        may = Permission.RUN_DAY in port.me.permissions
        decides = Permission.DECIDE in port.me.permissions
        moves = Permission.MOVE_CASH in port.me.permissions
        me = BranchState(line=port.line, user=port.me.user, home=port.me.branch, may_run=may, may_decide=decides, may_vault=moves)  # fmt: skip
        super().__init__(port, me)
        self._lookups, self._go, self._proof, self._entry = lookups, go, proof, entry
        self._force, self.look_into = force, look_into
        self._acknowledged: set[str] = set()
        self._risks = Risks(port, lambda found: self._set(risks=found))
        self._listen(TOPICS)

    # -- intents -------------------------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Select a blocker."""
        if key != self.state.chosen:
            self._set(chosen=key, problem="")

    def set_reason(self, text: str) -> None:
        """Why the day is closed over a vault that is not counted."""
        if text != self.state.reason:
            self._set(reason=text, problem="")

    def act(self) -> None:
        """The one act of the selected blocker."""
        check = self.state.blocker
        if check is not None and check.act == "nudge":
            self.nudge()
        elif check is not None and check.act:
            self._go("approvals" if check.act == "decide" else check.act)

    def nudge(self) -> bool:
        """Remind the owner of the selected blocker."""
        check = self.state.blocker
        if check is None or check.act != "nudge" or not self._may():
            return False
        return self._nudge(check)

    def nudge_all(self) -> bool:
        """Remind every owner, once each."""
        found = [check for check in self.state.blockers if check.act == "nudge" and check.key not in self.state.nudged]
        if not found or not self._may():
            return False
        for check in found[:NUDGES_MAX]:
            self._nudge(check)
        return True

    def _nudge(self, check: Check) -> bool:
        command = NudgeOwner(nudge=new_id(), owner=check.owner, blocker=check.code, about=check.about[:80])
        at = self._lookups.now().isoformat()
        self._submit(command, lambda answer: self._set(nudged={**self.state.nudged, check.key: at}), reason="")
        return True

    def force_close(self, live: str = "") -> bool:
        """Ctrl+Shift+F: count and close the drawer that the selected blocker is about, or that of the list with the keys (``live``),
        where its cashier cannot."""
        drawer = self.open_drawer(live)
        if drawer and self._may():
            self._force(drawer)
        return bool(drawer)

    def open_drawer(self, live: str = "") -> str:
        """This drawer, or that of the selected blocker, while it is open; "" for none."""
        check = self.state.blocker
        if live:
            return next((item.drawer for item in self.state.seen.drawers if item.drawer == live and item.session), "")
        if check is None or check.code not in ("till_away", "drawer_open"):
            return ""
        return next((item.drawer for item in self.state.seen.drawers if item.number == check.about), "")

    def open_room(self, room: str) -> None:
        """F4: to the vault; F8: to the day's end, where the report stands as the tie-out."""
        self._go(room)

    def read_report(self) -> None:
        """F8: the mid-day report (X) of now, which a closed day has no more, and whether debits equal credits."""
        for currency in self.state.currencies:
            path = TRIAL_BALANCE.format(branch=self.state.home)
            self._port.fetch(path, {"currency": currency}, self._balanced)
        if self.state.open:
            self._port.fetch(DAY_REPORT.format(branch=self.state.home), {}, self._reported)
            self._port.fetch(CASH_FORECAST.format(branch=self.state.home), {"currency": "GHS"}, self._usually)

    def _usually(self, body: bytes | None, code: str) -> None:
        """What is usual is a comfort: where it cannot be read, the chart has no ticks and nothing is compared."""
        if body is not None:
            found = _forecast.decode(body)
            self._set(usual=found.usual, week_before=found.week_before, until=found.until)

    def _balanced(self, body: bytes | None, code: str) -> None:
        """Where it cannot be read, the line says so: what was read before may be older than the day."""
        if body is not None:
            paper = _trial.decode(body)
            self._set(trials={**self.state.trials, paper.currency: (paper.seq, end_rules.unbalanced(paper))})

    def choose_alert(self, key: str) -> None:
        """Select what waits."""
        if key != self.state.alert:
            self._set(alert=key)

    def open_alert(self) -> None:
        """Enter: a request is decided in its room, an alert was seen."""
        if self.state.alert.startswith("request:"):
            self.review()
        else:
            self.acknowledge()

    def review(self) -> bool:
        """F10: to the requests."""
        if self.state.seen.requests:
            self._go("approvals")
        return bool(self.state.seen.requests)

    def acknowledge(self) -> bool:
        """Alt+A: the selected alert, or the newest. The fact that it was seen comes back by the feed."""
        known = [alert.notice for alert in self.state.alerts if alert.notice not in self._acknowledged]
        chosen = self.state.alert.removeprefix("alert:")
        notice = chosen if chosen in known else known[0] if known else ""
        if notice:
            self._acknowledged.add(notice)
            forget = self._acknowledged.discard
            self._port.submit(AcknowledgeNotice(notice=notice), settled=lambda answer: forget(notice),
                              failed=lambda code: forget(notice))  # fmt: skip
        return bool(notice)

    def _reported(self, body: bytes | None, code: str) -> None:
        if body is None:
            self._fail(code or "offline")
            return
        report = _report.decode(body)
        self._set(figures=report.figures, figures_at=report.at, x=report.figures, x_at=report.at, problem="")

    def forward(self) -> bool:
        """F9: close the day that is open, open the next one otherwise."""
        branch = self.state.seen.branch
        if branch is None or not self.state.may_run or self.state.busy or not self._may():
            return False
        if not branch.open:
            self._submit(OpenBranchDay(branch=branch.branch, business_date=self.state.next_date), reason="")
            return True
        fault = rules.close_fault(self.state.checks, self.state.reason, self.state.ties, self.state.paused_by)
        if fault:
            self._fail(fault)
        else:
            reason = self.state.reason.strip()
            close = CloseBranchDay(branch=branch.branch, business_date=branch.business_date, reason=reason)
            self._submit(close, self._closed, reason="")
        return True

    def pause(self) -> bool:
        """Ctrl+H: nobody closes the day after the step of now; once more, it goes on."""
        branch = self.state.seen.branch
        if branch is None or not branch.open or not self.state.may_run or self.state.busy or not self._may():
            return False
        self._submit(PauseDayEnd(branch=branch.branch, business_date=branch.business_date, paused=not branch.paused_by))
        return True

    def _closed(self, answer: AnyAnswer) -> None:
        if isinstance(answer, Awaiting):
            self._notify("close_asked", {}, "info")

    # -- the day's end -------------------------------------------------------------------------------------------

    def choose_fault(self, key: str) -> None:
        """Select an exception."""
        if key != self.state.fault:
            self._set(fault=key)

    def next_fault(self) -> bool:
        """F3: the exception after the selected one, the first after the last."""
        keys = [fault.key for fault in end_rules.faults(self.state)]
        if keys:
            at = keys.index(self.state.fault) + 1 if self.state.fault in keys else 0
            self._set(fault=keys[at % len(keys)])
        return bool(keys)

    def settle(self) -> bool:
        """F5: what there is to do about the selected exception."""
        fault = end_rules.chosen(self.state)
        if fault is None or not fault.act:
            return False
        row = fault.entry or fault.held
        if row is not None:
            self._entry(row)
        elif fault.act == "nudge":
            return fault.check is not None and self._may() and self._nudge(fault.check)
        else:
            self._go("approvals" if fault.act == "decide" else fault.act)
        return True

    def print_proof(self) -> bool:
        """Ctrl+P: the trial balance and proof sheet of the day, open or closed, in the chosen currency."""
        branch = self.state.seen.branch
        if branch is None or not branch.business_date or not self._may():
            return False
        self._proof(branch.branch, self.state.currency)
        return True

    def next_currency(self) -> bool:
        """Alt+C: the tie-out and the proof sheet in the branch's next currency. False where it has one."""
        found = self.state.currencies
        if len(found) < 2:
            return False
        self._set(wanted=found[(found.index(self.state.currency) + 1) % len(found)])
        return True

    def _may(self) -> bool:
        if self.state.online:
            return True
        self._fail("needs_server")
        return False

    # -- following -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what the journal may have changed."""
        self._port.query(self._read, self._refreshed)

    def _read(self, conn: Any) -> tuple[Seen, tuple[NoticeFact, ...]]:
        return self._seen(conn), tuple(self._lookups.alerts(conn, self.state.user))

    def _seen(self, conn: Any) -> Seen:
        ask, home = self._lookups, self.state.home
        sessions = tuple(item for item in ask.sessions(conn) if item.branch == home)
        known = ask.totals(conn)
        totals = {item.session: known[item.session] for item in sessions if item.session in known}
        return Seen(
            branch=ask.branch(conn, home),
            drawers=tuple(item for item in ask.drawers(conn) if item.branch == home),
            sessions=sessions,
            totals=totals,
            stocks=tuple(item for item in ask.stocks(conn) if item.branch == home),
            vaults=tuple(ask.vaults(conn)),
            moves=tuple(ask.moves(conn)),
            requests=tuple(ask.requests(conn)),
            variances=tuple(ask.variances(conn)),
            advances=tuple(ask.advances(conn)),
            people=tuple(ask.people(conn)),
            report=ask.report(conn, home),
            tills=tuple(item for item in ask.tills(conn) if item.branch == home),
            closed=tuple(item for item in ask.closed(conn) if item.branch == home),
        )

    def _refreshed(self, answer: tuple[Seen, tuple[NoticeFact, ...]]) -> None:
        seen, alerts = answer
        found = rules.checks(seen)
        date_now = rules.next_day(seen.branch.business_date if seen.branch else "", self._lookups.today())
        now = self._lookups.now()
        changes: dict[str, Any] = {"seen": seen, "alerts": alerts, "checks": found, "next_date": date_now}
        changes |= {
            "courses": course.followed(self.state.courses, seen, now),
            "late": course.late(seen.moves, now, self._lookups.usual),
        }
        self._set(**changes, **rules.figures_now(seen, self.state.figures))
        self._risks.follow(seen.requests)
