from teller_app.shell.ranks import HALF_LIFE_S, KEPT_MAX, Ranks


def test_often_and_lately_stands_first_and_the_rest_keeps_its_order() -> None:
    clock = [0.0]
    ranks = Ranks(lambda: clock[0])
    for _ in range(3):
        ranks.picked("old")
    clock[0] = 3 * HALF_LIFE_S
    ranks.picked("new")
    assert ranks.of("old") == 3 / 8
    assert ranks.order(["a", "old", "b", "new"], key=str) == ["new", "old", "a", "b"]
    assert ranks.best("o", 5) == ["old"]


def test_it_is_kept_and_a_pick_made_before_the_reading_counts() -> None:
    first = Ranks(lambda: 0.0)
    first.picked("a")
    second = Ranks(lambda: 0.0)
    second.picked("b")
    second.read(first.packed())
    assert sorted(second.best("", 9)) == ["a", "b"]
    second.read(b"broken")
    second.read(None)
    assert second.of("a") == 1.0


def test_it_stays_small() -> None:
    ranks = Ranks(lambda: 0.0)
    for _ in range(2):
        ranks.picked("kept")
    for number in range(KEPT_MAX + 50):
        ranks.picked(str(number))
    assert len(ranks.best("", 10**6)) == KEPT_MAX
    assert ranks.of("kept") == 2.0


def test_a_clock_set_back_gives_no_points() -> None:
    clock = [HALF_LIFE_S * 1.0]
    ranks = Ranks(lambda: clock[0])
    ranks.picked("a")
    clock[0] = 0.0
    assert ranks.of("a") == 1.0
