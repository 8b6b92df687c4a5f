"""The words that two screens show: the same for the same request, others for anything else."""

import msgspec

from contract.compare import WORDS, compare_words
from contract.staff import DeviceKey

KEY = DeviceKey(x="A" * 43, y="B" * 43)
SAID = compare_words("r", "d", "TILL-9", KEY)


def test_the_words_are_part_of_the_wire_and_never_change() -> None:
    assert SAID == ("market", "sapphire", "forty-seven")


def test_every_part_of_the_request_makes_other_words() -> None:
    others = {
        compare_words("s", "d", "TILL-9", KEY),
        compare_words("r", "e", "TILL-9", KEY),
        compare_words("r", "d", "TILL-8", KEY),
        compare_words("r", "d", "TILL-9", msgspec.structs.replace(KEY, x="C" * 43)),
        compare_words("r", "d", "TILL-9", msgspec.structs.replace(KEY, y="C" * 43)),
    }
    assert SAID not in others and len(others) == 5


def test_the_words_differ_from_each_other_and_are_all_used() -> None:
    assert len(set(WORDS)) == 256
    assert all(word.isalpha() and word.islower() for word in WORDS)
    said = [compare_words(str(n), "d", "TILL-9", KEY) for n in range(4_000)]
    assert {first for first, _, _ in said} == {second for _, second, _ in said} == set(WORDS)
    assert len({number for _, _, number in said}) == 80
