"""F01, F02, F24: the server's process dies. What was acknowledged is there, once; what was not committed left nothing."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from contract.feed import Executed
from contract.ids import new_id
from server.core.journal_tables import journal
from server.ledger.tables import legs, transactions
from server.staff.lockout import FREE
from server.staff.tables import sign_in_failures
from tests.faults.courier import Courier, Guard, NoAnswer
from tests.faults.hand import Hand
from tests.faults.run import Run
from tests.faults.siege import Siege
from tests.faults.square import Square, transfer
from tests.support.forge import Forge, ForgedServer
from tests.support.processes import CRASHED
from tests.support.waiting import until

KILLS = 5
CONTROL_KILLS = 2


def test_f01_killed_by_chance_and_between_commit_and_reply(besiege: Callable[..., Siege]) -> None:
    siege = besiege()
    for _ in range(KILLS):
        siege.kill()
    known, verdict, ledger = siege.end()
    assert (ledger.damage, known.wrong, verdict.valid) == ({}, [], True)
    assert known.acknowledged


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("guard", "damage", "point"),
    [(Guard.RENEW, "doubled", "writer.after_commit"), (Guard.FORGET, "lost", "writer.before_commit")],
)
def test_f01_control_without_kept_ids(besiege: Callable[..., Siege], guard: Guard, damage: str, point: str) -> None:
    """It dies where the guard is what saves the posting, so that the control never hangs on a lucky moment."""
    siege = besiege(guard=guard)
    for _ in range(CONTROL_KILLS):
        siege.kill(point)
    _, _, ledger = siege.end()
    assert damage in ledger.damage


def traces(square: Square, command: str, transaction: str) -> list[int]:
    """Rows of journal, transactions and legs."""
    questions = (
        select(func.count()).select_from(journal).where(journal.c.command_id == command),
        select(func.count()).select_from(transactions).where(transactions.c.id == transaction),
        select(func.count()).select_from(legs).where(legs.c.transaction == transaction),
    )
    return [square.look(lambda conn, ask=ask: conn.scalar(ask)) or 0 for ask in questions]  # type: ignore[misc]


@pytest.mark.parametrize(("point", "left"), [("writer.before_commit", [0, 0, 0]), ("writer.after_commit", [1, 1, 2])])
def test_f02_killed_before_the_commit_leaves_nothing(
    forge: Forge, square: Square, run: Run, point: str, left: list[int]
) -> None:
    """After the commit, the control: the same look finds all of it."""
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment)
    try:
        for _ in range(2):
            server.start()
            hand = Hand(square, server.base_url)
            command = transfer(square.accounts[0], square.accounts[1], 1, new_id())
            envelope = hand.seal(command)
            server.kill()
            server.arm(point)
            server.start()
            assert hand.try_post(envelope) is None
            assert server.wait_exit() == CRASHED
            run.fault()
            assert traces(square, envelope.id, command.transaction) == left
            server.start()
            answers = [hand.post(envelope) for _ in range(2)]
            assert isinstance(answers[0], Executed)
            assert answers[0] == answers[1]
            assert traces(square, envelope.id, command.transaction) == [1, 1, 2]
            run.did()
            server.kill()
    finally:
        server.close()


def test_f24_two_tills_one_account_while_killed_and_cut(besiege: Callable[..., Siege]) -> None:
    """Jepsen's bank: no read without all of the money, nowhere less than none. The soak has the ten minutes."""
    siege = besiege(through_proxy=True)
    for _ in range(3):
        siege.kill()
        siege.cut()
    siege.until_worked(5)
    known, verdict, ledger = siege.end()
    assert (verdict.valid, ledger.damage, known.wrong) == (True, {}, [])
    assert verdict.read_count > 3
    assert len(known.acknowledged) > 3


def test_dying_under_a_sign_in_is_nobodys_wrong_password(forge: Forge, square: Square, run: Run) -> None:
    """Each death used to count as a failure: after eight the person waited for more than a minute, after ten for a manager."""
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment)
    person = Courier(square, server.base_url, 0, run.seed)

    def signed_in() -> bool:
        try:
            person.sign_in()
        except NoAnswer:
            return False
        return True

    try:
        for _ in range(FREE + 1):
            server.arm("sign_in.counted")
            server.start()
            assert not signed_in()
            assert server.wait_exit() == CRASHED
            run.fault()
        server.start()
        ids = square.look(lambda conn: conn.scalars(select(sign_in_failures.c.id)).all())
        assert ids
        assert all(mark.endswith("|?") for mark in ids), "nothing was judged"
        until(signed_in)
        run.did()
        assert square.look(lambda conn: conn.scalar(select(func.count()).select_from(sign_in_failures))) == 0
    finally:
        server.close()
