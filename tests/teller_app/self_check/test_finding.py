import pytest

from teller_app.self_check.finding import Exit, Finding, Limited, Unfit, Verdict, exit_of, look


def raising(error: Exception):
    def check() -> str:
        raise error

    return check


@pytest.mark.parametrize(
    ("check", "verdict", "detail"),
    [
        (lambda: "12 things", Verdict.OK, "12 things"),
        (raising(Limited("no_keyring")), Verdict.LIMITED, "no_keyring"),
        (raising(Unfit("store_forgets")), Verdict.FAILED, "store_forgets"),
        (raising(ModuleNotFoundError("escpos")), Verdict.FAILED, "ModuleNotFoundError: escpos"),
    ],
)
def test_whatever_a_check_does_is_a_finding(check, verdict: Verdict, detail: str) -> None:
    found = look("part", check)
    assert (found.name, found.verdict, found.detail) == ("part", verdict, detail)


@pytest.mark.parametrize(
    ("verdicts", "end"),
    [
        ("", Exit.FAILED),
        ("ok ok", Exit.GOOD),
        ("ok limited", Exit.LIMITED),
        ("limited failed ok", Exit.FAILED),
    ],
)
def test_the_worst_finding_decides(verdicts: str, end: Exit) -> None:
    assert exit_of([Finding("x", Verdict(verdict), "", 0) for verdict in verdicts.split()]) is end
