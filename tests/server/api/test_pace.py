from server.api.pace import Bucket, Buckets


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
