import pytest

from contract.errors import ContractError, ErrorCode
from contract.ids import new_id
from server.api.asked import Asked
from server.staff.denied import Denied


def test_numbers_are_whole_bounded_and_have_a_default() -> None:
    asked = Asked({}, {"limit": "40", "odd": "4.5", "far": "9" * 17, "arabic": "\u0664"})
    assert (asked.number("limit", 7, 100), asked.number("limit", 7, 10), asked.number("none", 7, 100)) == (40, 10, 7)
    for name in ("odd", "far", "arabic"):
        with pytest.raises(ContractError) as fault:
            asked.number(name, 7, 100)
        assert fault.value.code is ErrorCode.MALFORMED


def test_what_is_no_id_is_not_found() -> None:
    key = new_id()
    assert Asked({"drawer": key}, {}).key("drawer") == key
    for wrong in ("x", key + "\n", key.upper()):
        with pytest.raises(Denied) as denied:
            Asked({"drawer": wrong}, {}).key("drawer")
        assert denied.value.code is ErrorCode.NOT_FOUND
