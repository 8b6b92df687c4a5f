import pytest

from teller_app.sync.boxes import BoxClosed, SealedBox
from tests.teller_app.samples import KEY


def test_what_was_sealed_opens_with_its_key_alone() -> None:
    box = SealedBox(KEY)
    sealed = box.seal(b"Abena Serwaa Mensah")
    assert b"Abena" not in sealed
    assert sealed != box.seal(b"Abena Serwaa Mensah")
    assert box.open(sealed) == b"Abena Serwaa Mensah"
    other = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for spoiled, opener in ((sealed, SealedBox(bytes(32))), (other, box), (sealed[:20], box)):
        with pytest.raises(BoxClosed):
            opener.open(spoiled)


def test_what_a_program_of_before_left_is_read() -> None:
    assert SealedBox(KEY).open(b"%PDF-1.7 of yesterday") == b"%PDF-1.7 of yesterday"
