"""A served bank under kills: couriers work on while its process dies again and again, by chance or at a named place."""

import time
from dataclasses import dataclass, field

from tests.faults.checker import Ledger, Verdict, check_reads
from tests.faults.courier import TIMEOUT_S, Courier, Guard, Known
from tests.faults.run import Run
from tests.faults.square import ACCOUNTS, TOTAL, Square
from tests.support.forge import ForgedServer
from tests.support.proxy import Mode, Proxy

POINTS = ("writer.before_commit", "writer.after_commit", "door.before_reply")
QUIET_S = 30.0
WORK_S = 60.0
ANSWER_S = 120.0
"""Never the proof: a lost answer is waited for half a minute, and a courier may lose several on a crowded machine."""


@dataclass
class Siege:
    """``kills`` deaths of the server. With a proxy the line is cut and spoilt meanwhile, too."""

    run: Run
    square: Square
    server: ForgedServer
    guard: Guard = Guard.KEEP
    proxy: Proxy | None = None
    pause_s: float = 0.0
    patience_s: float = TIMEOUT_S
    couriers: list[Courier] = field(default_factory=list)

    def begin(self) -> None:
        """Open the doors and let the couriers in."""
        self.server.start()
        base = self.proxy.url if self.proxy else self.server.base_url
        seed, pause, patience = self.run.seed, self.pause_s, self.patience_s
        self.couriers = [
            Courier(self.square, base, place, seed, self.guard, pause, patience)
            for place in range(len(self.square.signers))
        ]
        for courier in self.couriers:
            courier.start()

    def kill(self, point: str = "") -> None:
        """One death: at this place, or by chance at a named place that the next start is armed with, or at any moment."""
        chance = self.run.chance
        if point:
            self.server.kill()
            self.server.arm(f"{point}:{chance.randint(1, 4)}")
            self.server.start(wait=False)
            self.server.wait_exit(WORK_S)
            self.run.fault()
            self.server.start()
            return
        if chance.random() < 0.5:
            self.server.kill()
            self.server.arm(f"{chance.choice(POINTS)}:{chance.randint(1, 12)}")
            self.server.start(wait=False)
            self._await_death()
        else:
            time.sleep(chance.uniform(0.0, 0.25))
            self.server.kill()
        self.run.fault()
        self.server.start()

    def _await_death(self) -> None:
        # A courier that waits for a lost answer sends no more; then the kill comes from outside after all.
        try:
            self.server.wait_exit(2.0)
        except TimeoutError:
            self.server.kill()

    def cut(self) -> None:
        """Spoil the line for a moment."""
        assert self.proxy is not None
        mode = self.run.chance.choice((Mode.REFUSE, Mode.SWALLOW_ANSWERS, Mode.BLACK_HOLE))
        self.proxy.mode = mode
        time.sleep(self.run.chance.uniform(0.02, 0.15))
        # In this order: a line that begins in between would keep what it swallowed, and its courier would wait for nothing.
        self.proxy.mode = Mode.PASS
        self.proxy.cut()
        self.run.fault()

    def until_worked(self, least: int) -> None:
        """Until the couriers have this many reads and transfers: a busy machine gives them less time between two faults."""
        deadline = time.monotonic() + WORK_S
        while time.monotonic() < deadline:
            known = [courier.known for courier in self.couriers]
            if min(sum(len(one.reads) for one in known), sum(len(one.acknowledged) for one in known)) >= least:
                return
            time.sleep(0.05)

    def wrong(self) -> bool:
        """Whether somebody was told something that is not the truth of his command."""
        return any(courier.known.wrong for courier in self.couriers)

    def held_up(self) -> bool:
        """Whether somebody had to ask again."""
        return any(courier.known.retries for courier in self.couriers)

    def doubled(self) -> bool:
        """Whether the books hold something twice by now: what a control run waits for."""
        sent = {mark for courier in self.couriers for mark in tuple(courier.known.sent)}
        return bool(self.square.ledger(sent, set(), set()).doubled)

    def close(self) -> None:
        """Whatever its state: couriers stop, the server dies, the proxy goes."""
        for courier in self.couriers:
            courier.abandon()
        self.server.close()
        if self.proxy is not None:
            self.proxy.__exit__(None, None, None)

    def end(self) -> tuple[Known, Verdict, Ledger]:
        """Let them deliver what they hold, and ask the books."""
        for courier in self.couriers:
            courier.finish()
        for courier in self.couriers:
            courier.join(ANSWER_S)
            assert not courier.is_alive(), (
                f"a courier never got its answer ({courier.known.last}; the server {'lives' if self.server.alive() else 'is dead'}):\n"
                f"{self.server.text[-3000:]}"
            )
        self.server.stop()
        known = together([courier.known for courier in self.couriers])
        self.run.did("ok", len(known.acknowledged) + len(known.reads))
        self.run.did("failed", len(known.refused))
        verdict = check_reads(range(ACCOUNTS), TOTAL, False, [*known.reads, self.square.balances()])
        ledger = self.square.ledger(known.sent, known.acknowledged, known.refused)
        self.run.figures |= {"retries": known.retries, "reads": verdict.read_count, "moved": len(known.acknowledged)}
        return known, verdict, ledger


def together(all_known: list[Known]) -> Known:
    """What all of them know."""
    whole = Known()
    for known in all_known:
        whole.sent |= known.sent
        whole.acknowledged |= known.acknowledged
        whole.refused |= known.refused
        whole.answers |= known.answers
        whole.reads += known.reads
        whole.retries += known.retries
        whole.wrong += known.wrong
    return whole
