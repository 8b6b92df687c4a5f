import pytest

from contract.letters import INVISIBLE, harmless


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_a_formula_stands_behind_an_apostrophe(begins: str) -> None:
    assert harmless(f"{begins}HYPERLINK(1)") == f"'{begins}HYPERLINK(1)"


@pytest.mark.parametrize("words", ["", "Ama", "'=1", "a=1", " =1", "\u22121.00"])
def test_words_stay_as_they_are(words: str) -> None:
    assert harmless(words) == words


def test_what_nobody_sees_is_found_and_joiners_stay() -> None:
    assert all(
        INVISIBLE.search(f"a{sign}b") for sign in "\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2066\u2069\ufeff"
    )
    assert not INVISIBLE.search("k\u0259\u0301\u200cb\u200d \u00e9\u0301 M\u025bnsah \U0001f600")
