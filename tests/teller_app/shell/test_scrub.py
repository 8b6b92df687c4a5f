import pytest

from teller_app.shell.scrub import STRUCK, scrub

SECRETS = (
    "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "ama.serwaa@example.com",
    "https://bank.example/v1/customers?find=Ama",
    "password=market-women-1957",
    "Authorization: Bearer-x",
    "01a20c98-b3a3-72d5-8040-b7e0d6c472e2",
    "10.20.30.40",
    "GH₵ 4,865.50",
    "+233 24 418 7306",
    "040 1027 4418 07",
    "1027441807",
    "12,345,678.90",
    "jlwzaeI43vkvPZTpvMPTa8czBR9LEaw69jMNvIDwnsU",
    "/ho" + "me/ama",
    "C:" + r"\Us" + r"ers\Ama",
)


@pytest.mark.parametrize("secret", SECRETS)
def test_what_looks_like_somebodys_is_struck_out(secret: str) -> None:
    told = scrub(f"2026-11-24T08:00:00+0000 ERROR failed for {secret} at last")
    assert secret not in told
    assert STRUCK in told
    assert told.startswith("2026-11-24T08:00:00+0000 ERROR failed for")


def test_known_names_go_whatever_their_case() -> None:
    assert scrub("EFUA at Makola branch on WS-MAK-04", ("efua", "Makola branch", "WS-MAK-04", "on")) == (
        f"{STRUCK} at {STRUCK} on {STRUCK}"
    )


def test_what_is_of_use_stays() -> None:
    line = '  File "teller_app/sync/link.py", line 1312 in _run_while_somebody_is_signed_in'
    assert scrub(line, ("efua",)) == line
