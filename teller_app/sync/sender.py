"""From the outbox to the command door: in order, the same bytes every time, until each row has its answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contract.envelope import BODY_BYTES_MAX, ENVELOPES_MAX
from contract.errors import ErrorCode, Problem, Retry, retry_of
from contract.feed import AnyAnswer, NotTaken
from teller_app.sync.crash import crash_point
from teller_app.sync.ends import Ended, ended_by, ended_by_code
from teller_app.sync.outbox import Outbox, OutboxRow, OutboxTampered
from teller_app.sync.outcomes import Applied, AwaitingApproval, Declined, Failed, RejectedByRule
from teller_app.sync.tokens import Session
from teller_app.sync.workers import Worker

LATER_S = 2.0
STOPPED_S = 20.0
"""Between two tries while the bank has stopped this device: a person has to act first."""
_LIST_BYTES_MAX = BODY_BYTES_MAX - 1024
# These speak of the caller, so no single command is to blame and none is held for them.
_CALLERS_FAULT = frozenset({ErrorCode.DEVICE_UNKNOWN, ErrorCode.BAD_PROOF, ErrorCode.TOO_MANY})


@dataclass(frozen=True)
class Drained:
    """Nothing more can be sent now. ``again_s`` above zero: some rows are to be tried again after that many seconds."""

    again_s: float = 0.0


class Sender:
    """One ``drain`` at a time. ``settled`` hears of each answer on the worker's thread, right after the outbox has it."""

    def __init__(
        self,
        session: Session,
        outbox: Outbox,
        worker: Worker,
        settled: Callable[[str, AnyAnswer], None],
        tampered: Callable[[tuple[int, ...]], None],
        stopped: Callable[[], None] = lambda: None,
    ) -> None:
        self._session = session
        self._outbox = outbox
        self._worker = worker
        self._settled = settled
        self._tampered = tampered
        self._stopped = stopped
        self._one_by_one = 0

    async def drain(self) -> Drained | Ended:
        """Send what waits. Ends early when the server is away or the session is over."""
        later: set[str] = set()
        again_s = 0.0
        while True:
            rows = await self._next(later)
            if not rows:
                return Drained(again_s)
            answers = await self._deliver(rows)
            if isinstance(answers, Ended | Drained):
                return answers
            for row, answer in zip(rows, answers, strict=False):
                if isinstance(answer, NotTaken) and retry_of(answer.code) is Retry.SIGN_IN:
                    return ended_by_code(answer.code)
                if isinstance(answer, NotTaken) and _waits(answer.code):
                    later.add(row.command_id)
                    again_s = max(again_s, self._patience(answer.code))
                else:
                    await self._take(row, answer)
            crash_point("sender.after_settle")
            if any(isinstance(answer, NotTaken) and _holds_all(answer.code) for answer in answers):
                return Drained(again_s)

    def _patience(self, code: ErrorCode) -> float:
        """How long the rows that wait are left alone."""
        if code is not ErrorCode.DEVICE_FORKED:
            return LATER_S
        self._stopped()
        return STOPPED_S

    async def _next(self, later: set[str]) -> list[OutboxRow]:
        try:
            rows = await self._worker.run(self._outbox.unsent, ENVELOPES_MAX + len(later))
        except OutboxTampered as error:
            self._outbox.set_aside(error.rows)
            self._tampered(error.rows)
            rows = await self._worker.run(self._outbox.unsent, ENVELOPES_MAX + len(later))
        rows = fitting([row for row in rows if row.command_id not in later])
        return rows[:1] if self._one_by_one else rows

    async def _deliver(self, rows: Sequence[OutboxRow]) -> list[AnyAnswer] | Drained | Ended:
        """An answer for each row; none at all means that the same rows are to be sent one by one."""
        rows = await self._worker.run(self._outbox.mark_sending, rows)
        if not rows:
            return []
        crash_point("sender.before_send")
        result = await self._post(rows)
        crash_point("sender.after_send")
        if isinstance(result, list):
            self._one_by_one = max(0, self._one_by_one - 1)
            return result
        if not isinstance(result, Declined) or result.problem.code in _CALLERS_FAULT:
            return ended_by(result)
        return self._refused(rows, result.problem)

    async def _post(self, rows: Sequence[OutboxRow]) -> list[AnyAnswer] | Failed:
        if len(rows) > 1:
            return await self._session.post_list([row.raw for row in rows])
        result = await self._session.post(rows[0].raw)
        if isinstance(result, Applied | AwaitingApproval | RejectedByRule):
            return [result.answer]
        return result

    def _refused(self, rows: Sequence[OutboxRow], problem: Problem) -> list[AnyAnswer] | Drained | Ended:
        if problem.code is ErrorCode.CLIENT_TOO_OLD or retry_of(problem.code) is Retry.SIGN_IN:
            return ended_by_code(problem.code)
        if _waits(problem.code):
            return Drained(max(self._patience(problem.code), problem.retry_after_s))
        if len(rows) > 1:
            # Of a list nobody knows which row is to blame: each is sent alone then.
            self._one_by_one = len(rows)
            return []
        self._one_by_one = max(0, self._one_by_one - 1)
        return [NotTaken(code=problem.code, params=dict(problem.params))]

    async def _take(self, row: OutboxRow, answer: AnyAnswer) -> None:
        await self._worker.run(self._keep, row, answer)

    def _keep(self, row: OutboxRow, answer: AnyAnswer) -> None:
        if isinstance(answer, NotTaken):
            news = self._outbox.hold(row.command_id, answer)
        else:
            news = self._outbox.settle(row.command_id, answer)
        if news:
            self._settled(row.command_id, answer)


def _waits(code: ErrorCode) -> bool:
    # A server in a new epoch takes new commands only after every device has reported: that is a wait, too. So is a device
    # that the bank has stopped: nothing of it is taken, and nothing of it may get lost, until an administrator readmits it.
    return retry_of(code) is Retry.LATER or code in (ErrorCode.EPOCH_CHANGED, ErrorCode.DEVICE_FORKED)


def _holds_all(code: ErrorCode) -> bool:
    # Nothing overtakes what the server has no room for now: it would look as if something had been left out. In a new epoch,
    # however, what is sent again may stand behind what is new and has to wait for it.
    return _waits(code) and code is not ErrorCode.EPOCH_CHANGED


def fitting(rows: list[OutboxRow]) -> list[OutboxRow]:
    """The longest prefix that one request may carry; at least one row."""
    size, count = 0, 0
    for row in rows[:ENVELOPES_MAX]:
        size += len(row.raw) + 1
        if size > _LIST_BYTES_MAX and count:
            break
        count += 1
    return rows[:count]
