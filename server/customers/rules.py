"""What makes two customers the same person, how a name is folded for finding, and what a mandate must say. Pure."""

from collections.abc import Iterable

from contract.customers import Band, CustomerFact, Flag, SetMandate, Signing
from contract.errors import ErrorCode, Rejected
from contract.names import plain
from server.customers.tables import CustomerRow

STOPPING = (Flag.STOP, Flag.DECEASED)


def folded(name: str) -> str:
    """Without case and accents, single spaces."""
    return " ".join(plain(name).split())


def stopping(flags: Iterable[str]) -> Flag | None:
    """The flag that refuses any posting."""
    held = set(flags)
    return next((flag for flag in STOPPING if flag.value in held), None)


def fact(row: CustomerRow) -> CustomerFact:
    """The customer as a fact."""
    return CustomerFact(
        customer=row.id,
        number=row.number,
        full_name=row.full_name,
        branch=row.branch,
        phone=row.phone,
        card_number=row.card_number,
        birth_date=row.birth_date,
        digital_address=row.digital_address,
        tier=row.tier,
        flags=tuple(Flag(flag) for flag in row.flags),
        memo=row.memo,
        photo=row.photo,
        signature=row.signature,
        since=row.since,
    )


def bands_of(command: SetMandate) -> tuple[Band, ...]:
    """The bands as they hold, lowest first: none written means that any one signs for any amount."""
    return command.bands or (Band(signing=Signing.ANY_ONE),)


def mandate_fault(command: SetMandate) -> Rejected | None:
    """Why nobody could pay by this mandate: ``why`` is names, bands or signers.

    Bands rise and the last is open, so that every amount has its rule; two cannot sign where there is one signatory.
    """
    names = [folded(person.name) for person in command.signatories]
    bounds = [band.upto for band in bands_of(command)]
    why = ""
    if len(set(names)) < len(names):
        why = "names"
    elif bounds[-1] != 0 or 0 in bounds[:-1] or bounds[:-1] != sorted(set(bounds[:-1])):
        why = "bands"
    elif len(names) < 2 and any(band.signing is not Signing.ANY_ONE for band in command.bands):
        why = "signers"
    return Rejected(code=ErrorCode.MANDATE_UNFIT, params={"why": why}) if why else None
