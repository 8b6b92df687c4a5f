"""Buckets are part of a face: nothing is lost on the way in and out of one, and suspect notes count nothing."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.buckets import (
    Bucket,
    any_bucket,
    as_cash,
    broken_straps,
    bucket_of,
    in_bucket,
    laid_in,
    of_bucket,
    payable,
    plain,
    set_aside,
    unpayable,
)
from contract.money import CURRENCIES, Pieces, face_minor, pieces_total, unknown_faces

NOTES = [item.face for item in CURRENCIES["GHS"].denominations if item.note]
bags = st.dictionaries(
    st.builds(in_bucket, st.sampled_from(NOTES), st.sampled_from(Bucket)), st.integers(1, 900), max_size=12
)


def printed(pieces: dict[str, int]) -> int:
    """What stands on them, also where they count nothing as cash."""
    return sum(face_minor(face) * count for face, count in pieces.items())


@given(bags)
def test_the_buckets_of_a_bag_are_the_bag(bag: dict[str, int]) -> None:
    again: dict[str, int] = {}
    for bucket in Bucket:
        again |= laid_in(of_bucket(bag, bucket), bucket)
    assert again == bag
    assert set_aside(bag) == {face: n for face, n in bag.items() if ":" in face}
    assert printed(bag) == printed(any_bucket(bag))


@given(bags)
def test_suspect_notes_are_no_cash_and_say_what_is_printed(bag: dict[str, int]) -> None:
    doubtful = laid_in(of_bucket(bag, Bucket.SUSPECT), Bucket.SUSPECT)
    assert pieces_total(doubtful) == 0
    assert pieces_total(bag) == printed(bag) - printed(doubtful)


@given(bags)
def test_payable_is_fit_and_strapped(bag: dict[str, int]) -> None:
    assert set(payable(bag)) | set(unpayable(bag)) == set(bag)
    assert all(bucket_of(face) in (Bucket.FIT, Bucket.STRAPPED) for face in payable(bag))


def test_a_coin_is_always_fit() -> None:
    assert in_bucket("200c", Bucket.MUTILATED) == "200c"
    assert unknown_faces({"200c:mutilated": 1, "20000:mutilated": 1}, "GHS") == ["200c:mutilated"]
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"200c:mutilated": 1}, Pieces)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"20000:burnt": 1}, Pieces)


def test_straps_are_whole() -> None:
    assert broken_straps({"5000:strapped": 100, "1000:strapped": 199, "1000": 7}) == ["1000:strapped"]
    assert plain("1000:strapped") == "1000"


def test_cash_is_what_counts_wherever_it_lies() -> None:
    pieces = {"10000": 3, "10000:strapped": 100, "10000:mutilated": -1, "5000:suspect": 2, "50c": 1}
    assert as_cash(pieces) == {"10000": 102, "50c": 1}
