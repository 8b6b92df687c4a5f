"""What a check found out, and what all of them together mean for whoever started the program."""

import time
from collections.abc import Callable, Sequence
from enum import IntEnum, StrEnum

import msgspec


class Verdict(StrEnum):
    """``limited``: the app works with less, for example online only where there is no keyring."""

    OK = "ok"
    LIMITED = "limited"
    FAILED = "failed"


class Exit(IntEnum):
    """How the program ends. 2 and 3 mean the same as for the window (``teller_app/running.py``)."""

    GOOD = 0
    FAILED = 1
    BAD_USAGE = 2
    IN_USE = 3
    LIMITED = 4


class Finding(msgspec.Struct, frozen=True):
    """``name`` of the part, what is wrong (a code) or a figure in ``detail``, how long it took."""

    name: str
    verdict: Verdict
    detail: str
    ms: int


class Limited(Exception):
    """Raised by a check: it works with less. The message is a code."""


class Unfit(Exception):
    """Raised by a check: this part does not work. The message is a code, with a figure behind it where there is one."""


def look(name: str, check: Callable[[], str]) -> Finding:
    """Run one check. It returns its detail; whatever it raises is its finding and never ends the others."""
    begun = time.perf_counter()
    try:
        verdict, detail = Verdict.OK, check()
    except Limited as short:
        verdict, detail = Verdict.LIMITED, str(short)
    except Unfit as fault:
        verdict, detail = Verdict.FAILED, str(fault)
    except Exception as error:
        # A library that is missing from the folder, a disk that refuses: each is exactly what is looked for here.
        verdict, detail = Verdict.FAILED, f"{type(error).__name__}: {error}"
    return Finding(name, verdict, detail, round((time.perf_counter() - begun) * 1000))


def exit_of(findings: Sequence[Finding]) -> Exit:
    """The worst finding decides. No finding at all is a failure: nothing was checked."""
    verdicts = {finding.verdict for finding in findings}
    if Verdict.FAILED in verdicts or not verdicts:
        return Exit.FAILED
    return Exit.LIMITED if Verdict.LIMITED in verdicts else Exit.GOOD
