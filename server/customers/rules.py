"""What makes two customers the same person, and how a name is folded for finding. Pure."""

import unicodedata
from collections.abc import Iterable

from contract.customers import CustomerFact, Flag
from server.customers.tables import CustomerRow

STOPPING = (Flag.STOP, Flag.DECEASED)


def folded(name: str) -> str:
    """Lower case, without accents, single spaces."""
    plain = unicodedata.normalize("NFKD", name)
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).lower().split())


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
