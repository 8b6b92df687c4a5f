"""What the samples of several rooms share."""

from contract import ledger

NOTES = {"20000": 3, "200c": 1}
RECEIPT = "04-20261120-1-0031"


def uid(number: int) -> str:
    """A fixed id, in UUIDv7's form."""
    return f"019a0000-0000-7000-8000-{number:012d}"


def cash(received: dict[str, int] | None = None, given: dict[str, int] | None = None) -> ledger.Cash:
    return ledger.Cash(received=received or {}, given=given or {})
