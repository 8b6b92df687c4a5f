import logging
import time
from types import FrameType

import pytest
from PySide6.QtCore import Qt, QTimer

from teller_app.shell import stalls
from teller_app.shell.stalls import Ration, StallWatch


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def watch(qtbot, said: list[str]):
    made = StallWatch(16, said.append)
    yield made
    made.close()


def count_the_customers_of_abena_mensah() -> None:
    """Holds the Qt thread as a slow query would."""
    person = "Abena Mensah"
    end = time.perf_counter() + 0.12
    while time.perf_counter() < end and person:
        pass


def stall_until_told(qtbot, said: list[str]) -> None:
    """Again and again: on a busy machine the other thread may come too late to see who holds this one, and says "Qt"."""

    def told() -> bool:
        if any("count_the_customers" in line for line in said):
            return True
        count_the_customers_of_abena_mensah()
        return False

    qtbot.waitUntil(told)


def test_a_stall_is_told_with_its_stack_and_without_what_was_in_it(qtbot, watch: StallWatch, said: list[str]) -> None:
    stall_until_told(qtbot, said)
    line = next(line for line in said if "count_the_customers" in line)
    assert "tests.teller_app.shell.test_stalls:" in line
    took = float(line.split(" for ")[1].split(" ms")[0])
    assert 80 < took < 60_000, "in milliseconds"
    assert "Abena Mensah" not in line


def test_a_window_in_the_background_is_not_watched(qtbot, watch: StallWatch, said: list[str]) -> None:
    watch._follow(Qt.ApplicationState.ApplicationInactive)
    assert not watch.watching
    count_the_customers_of_abena_mensah()
    watch._follow(Qt.ApplicationState.ApplicationActive)
    qtbot.wait(100)
    assert not any("count_the_customers" in line for line in said)
    stall_until_told(qtbot, said)


def test_short_turns_are_not_told(qtbot, said: list[str]) -> None:
    patient = StallWatch(400, said.append)
    longest_s = 0.0
    for _ in range(5):
        begun = time.perf_counter()
        qtbot.wait(20)
        longest_s = max(longest_s, time.perf_counter() - begun)
    patient.close()
    assert said == [] or longest_s > 0.4, "a machine that stands still itself is told, and rightly"


def test_who_came_after_a_stall_is_not_blamed_for_the_next(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The beat comes between the look at the clock and the look at the stack: that stack is the next turn's."""
    watch = StallWatch(16)
    watch.close()

    def too_late(frame: FrameType | None) -> tuple[str, ...]:
        watch._beat()
        return ("whoever came next",)

    watch._due -= 1.0
    with monkeypatch.context() as patched:
        patched.setattr(stalls, "where", too_late)
        watch._take()
    watch._due -= 1.0
    watch._beat()
    watch._due -= 1.0
    watch._take()
    watch._beat()
    told = [stack for took_s, stack in watch._late if took_s > 0.5]
    assert told[:2] == [(), ()]
    assert "test_who_came_after_a_stall" in told[2][1], "and one that is taken in time is told"


def test_the_rate_is_bounded_and_what_was_held_back_is_counted() -> None:
    now = [0.0]
    ration = Ration(2, lambda: now[0])
    assert [ration.take(20), ration.take(30), ration.take(250), ration.take(40)] == ["", "", None, None]
    now[0] = 61.0
    assert ration.take(20) == "; 2 more were not told, the longest of 250 ms"
    assert ration.take(20) == ""


def test_it_speaks_through_the_log(qtbot, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "teller_app.shell.stalls"):
        watch = StallWatch(16)
        QTimer.singleShot(0, count_the_customers_of_abena_mensah)
        qtbot.waitUntil(lambda: "stood still" in caplog.text)
        watch.close()
