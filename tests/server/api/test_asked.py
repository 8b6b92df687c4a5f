"""Words of a read's path and query: what is no figure or no id never reaches a database."""

import pytest

from contract.errors import ContractError
from server.api.asked import Asked, encode_found
from server.staff.denied import Denied


@pytest.mark.parametrize(("text", "number"), [("", 7), ("0", 0), ("12", 12), ("99", 50)])
def test_a_number_has_a_default_and_a_bound(text: str, number: int) -> None:
    assert Asked({}, {"limit": text}).number("limit", 7, 50) == number


@pytest.mark.parametrize("text", ["-1", "1.5", "ten", "1e3", "\u0661", " 1", "9" * 17])
def test_what_is_no_number_is_said(text: str) -> None:
    with pytest.raises(ContractError):
        Asked({}, {"limit": text}).number("limit", 7, 50)


@pytest.mark.parametrize(
    "text", ["", "x", "0192f1d2-0000-7000-8000-00000000000", "0192f1d2-0000-7000-8000-000000000001\n"]
)
def test_what_is_no_id_is_not_found(text: str) -> None:
    with pytest.raises(Denied):
        Asked({"account": text}, {}).key("account")
    assert Asked({"account": "0192f1d2-0000-7000-8000-000000000001"}, {}).key("account")


def test_no_database_is_asked_for_a_nul() -> None:
    Asked({"a": "b"}, {"c": "d"}).check()
    with pytest.raises(Denied):
        Asked({"a": "b\0"}, {}).check()
    with pytest.raises(ContractError):
        Asked({}, {"c": "\0"}).check()


def test_what_is_not_there_is_not_found_and_what_is_empty_is_an_answer() -> None:
    assert (encode_found([]), encode_found({"a": 0})) == (b"[]", b'{"a":0}')
    with pytest.raises(Denied) as refusal:
        encode_found(None)
    assert refusal.value.code.value == "not_found"
