import time
import uuid

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.ids import SERVER_DEVICE, SYSTEM_USER, Id, new_id


@given(st.integers(0, 2**48 - 1))
def test_the_layout_is_rfc_9562s_version_7(now_ms: int) -> None:
    parsed = uuid.UUID(new_id(now_ms))
    assert parsed.version == 7
    assert parsed.variant == uuid.RFC_4122
    assert parsed.int >> 80 == now_ms


def test_the_time_is_now_and_ids_sort_by_it() -> None:
    before = time.time_ns() // 1_000_000
    made = new_id()
    assert before <= uuid.UUID(made).int >> 80 <= time.time_ns() // 1_000_000
    assert new_id(1_000) < new_id(1_001) < made


def test_ids_made_in_a_row_sort_as_they_were_made() -> None:
    made = []
    for _ in range(200):
        made.append(new_id())
        moment = time.time_ns()
        while time.time_ns() < moment + 1_000:
            pass
    assert made == sorted(made)


def test_a_thousand_in_one_millisecond_are_a_thousand() -> None:
    assert len({new_id(0) for _ in range(1000)}) == 1000


@pytest.mark.parametrize("text", [new_id(), SYSTEM_USER, SERVER_DEVICE])
def test_an_id_passes_the_wire(text: str) -> None:
    assert msgspec.convert(text, Id) == text


@pytest.mark.parametrize("text", ["", "x", new_id().upper().replace("0", "A"), new_id() + "\n", f"{{{new_id()}}}"])
def test_what_is_no_id(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(text, Id)
