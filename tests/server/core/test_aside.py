from server.core.aside import FAILURES_MAX, SLOW_MAX, Slow


def test_a_command_is_to_blame_when_others_go_through_and_it_never_does() -> None:
    slow = Slow()
    said = [slow.to_blame("one", passed) for passed in (5, 5, 6)]
    assert said == [False, False, True]
    assert not slow.to_blame("one", 7), "from the beginning"


def test_while_nothing_goes_through_it_is_the_database() -> None:
    slow = Slow()
    assert not any(slow.to_blame("one", 5) for _ in range(10 * FAILURES_MAX))
    assert slow.to_blame("one", 6)


def test_the_oldest_are_forgotten() -> None:
    slow = Slow()
    for number in range(SLOW_MAX + 1):
        slow.to_blame(str(number), 0)
    assert [slow.to_blame("0", 1), slow.to_blame("0", 1)] == [False, False]
    assert [slow.to_blame(str(SLOW_MAX), 1), slow.to_blame(str(SLOW_MAX), 1)] == [False, True]
