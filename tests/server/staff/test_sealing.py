import pytest

from server.staff.sealing import SealBroken, Sealer


def test_what_is_sealed_opens_for_its_owner_under_its_key_alone() -> None:
    sealer = Sealer(b"k" * 32)
    sealed = sealer.seal(b"seed", "efua")
    assert sealer.open(sealed, "efua") == b"seed"
    assert sealer.seal(b"seed", "efua") != sealed
    assert b"seed".hex() not in sealed
    for other, owner, text in (
        (sealer, "kojo", sealed),
        (Sealer(b"x" * 32), "efua", sealed),
        (sealer, "efua", sealed[:-2] + ("00" if sealed[-2:] != "00" else "01")),
    ):
        with pytest.raises(SealBroken):
            other.open(text, owner)


def test_a_mark_is_of_one_code_in_one_challenge_under_one_key() -> None:
    sealer = Sealer(b"k" * 32)
    marks = {sealer.mark("c", "123456"), sealer.mark("c", "123457"), sealer.mark("d", "123456")}
    assert len(marks | {Sealer(b"x" * 32).mark("c", "123456")}) == 4
    assert sealer.mark("c", "123456") == sealer.mark("c", "123456")
