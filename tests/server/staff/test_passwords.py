import asyncio

import pytest

from server.staff import passwords as module
from server.staff.passwords import Passwords, PasswordsBusy, one_time, weakness


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "short"),
        ("x" * 300, "long"),
        ("passwordpassword", "guessable"),
        ("123456789012", "guessable"),
        ("qwertyuiop[]", "guessable"),
        ("Efua Owusu 2026", "guessable"),
        ("harmattan over Makola 7", ""),
    ],
)
def test_what_makes_a_password_good_enough(password: str, why: str) -> None:
    assert weakness(password, ["efua", "Efua Owusu", "Coastal Bank"]) == why


def test_a_password_nobody_chose_is_good_enough_and_never_the_same() -> None:
    made = {one_time() for _ in range(50)}
    assert len(made) == 50
    assert all(weakness(password) == "" for password in made)


def test_only_the_password_fits_in_any_spelling_of_its_signs() -> None:
    hasher = Passwords(cheap=True)
    encoded = hasher.hash("Kɔkrɔbité 2026 é")
    assert encoded.startswith("$argon2id$")
    assert hasher.fits(encoded, "Kɔkrɔbité 2026 é")
    assert not hasher.fits(encoded, "Kɔkrɔbité 2026 e")
    assert not hasher.fits(None, "anything")
    assert not hasher.fits("no hash", "anything")
    hasher.close()


def test_the_real_settings_cost_what_they_should() -> None:
    hasher = Passwords()
    assert "m=65536,t=3,p=4" in hasher.hash("harmattan over Makola 7")
    hasher.close()


def test_too_many_at_once_are_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAITING_MAX", 2)
    hasher = Passwords(cheap=True)

    async def three() -> list[bool | BaseException]:
        return await asyncio.gather(*(hasher.fits_async(None, "x") for _ in range(3)), return_exceptions=True)

    answers = asyncio.run(three())
    hasher.close()
    assert [type(answer) for answer in answers] == [bool, bool, PasswordsBusy]
