from server.core.pace import MISSES_BURST, Bucket, Buckets, Misses, Seldom


def test_a_burst_then_a_steady_pace() -> None:
    bucket = Bucket(per_s=2, burst=3)
    assert [bucket.take(100.0) for _ in range(4)] == [True, True, True, False]
    assert [bucket.take(100.5), bucket.take(100.5), bucket.take(101.0)] == [True, False, True]
    assert [bucket.take(999.0) for _ in range(4)] == [True, True, True, False], "never more than the burst"


def test_each_name_has_its_own_and_the_quiet_ones_are_forgotten() -> None:
    buckets = Buckets(per_s=0.001, burst=1, names_max=2)
    assert [buckets.take(name, 1.0) for name in ("a", "a", "b")] == [True, False, True]
    assert buckets.take("c", 1.0)
    assert buckets.take("a", 1.0), "forgotten, so it begins anew"


def test_the_same_is_worth_a_line_once_in_a_while() -> None:
    seldom = Seldom(each_s=60, names_max=2)
    assert [seldom.first(at, "efua", "door") for at in (0.0, 1.0, 59.9, 60.0, 61.0)] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert seldom.first(61.0, "efua", "other door")
    assert [seldom.first(62.0, "kojo") for _ in range(2)] == [True, True], "no room to remember: each is told"
    assert [seldom.first(200.0, "kojo") for _ in range(2)] == [True, False]
    assert seldom.first(-86_400.0, "kojo"), "a clock set back silences nothing"


def test_a_workstation_fills_so_much_of_a_log_and_no_more() -> None:
    misses = Misses()
    assert sum(misses.take("till", 100.0 + number / 1_000) for number in range(20_000)) == MISSES_BURST + 1
    assert misses.take("another", 110.0)
