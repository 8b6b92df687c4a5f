"""As many wait as the writer gets through in its time, never fewer than a batch."""

from server.core.pressure import LEAST, MOST, WAIT_MAX_S, Pressure


def test_nothing_is_known_before_the_first_batch() -> None:
    assert Pressure().most == MOST


def test_a_slow_writer_lets_fewer_wait_and_recovers() -> None:
    pressure = Pressure()
    pressure.served(100, 0.2)
    assert pressure.most == int(WAIT_MAX_S / 0.002)
    for _ in range(50):
        pressure.served(1, 1.0)
    assert pressure.most == LEAST
    for _ in range(200):
        pressure.served(256, 0.1)
    assert pressure.most > 4_000


def test_lone_commands_do_not_make_a_burst_wait_outside() -> None:
    pressure = Pressure()
    for _ in range(50):
        pressure.served(1, 0.01)
    assert pressure.most > 32 * 50, "the outboxes of a branch that come back at once"
