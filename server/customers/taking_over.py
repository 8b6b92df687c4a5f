"""The customers' doors for imports: a person as another bank recorded them, and who signs for an account."""

from typing import Protocol

import msgspec

from contract.customers import Band, SetMandate, Signatory, SignatoryRole, Signing
from server.core.context import Context
from server.customers import rules
from server.customers.tables import CUSTOMERS, MANDATES, CustomerRow, MandateRow


class PersonLine(Protocol):
    """The fields of an import row that make a customer."""

    @property
    def number(self) -> str: ...

    @property
    def full_name(self) -> str: ...

    @property
    def birth_date(self) -> str: ...

    @property
    def phone(self) -> str: ...

    @property
    def card_number(self) -> str: ...


def take_over(ctx: Context, key: str, line: PersonLine, branch: str) -> None:
    """Stage the customer. No fact: an import tells clients to resync."""
    ctx.put(
        CUSTOMERS,
        CustomerRow(id=key, number=line.number, full_name=line.full_name, search_name=rules.folded(line.full_name), branch=branch,
                    birth_date=line.birth_date, phone=line.phone, card_number=line.card_number, since=ctx.business_date),
    )  # fmt: skip


class MandatePaper(Protocol):
    """The fields of an import row that make a mandate."""

    @property
    def signing(self) -> str: ...

    @property
    def people(self) -> tuple[tuple[str, str], ...]: ...

    @property
    def upto(self) -> int: ...

    @property
    def above(self) -> str: ...

    @property
    def note(self) -> str: ...


def take_over_mandate(ctx: Context, account: str, paper: MandatePaper, branch: str) -> None:
    """Stage who signs for the account. No fact, as above. Raises ValueError for a mandate that nobody could pay by: the files were checked."""
    people = tuple(Signatory(name=name, role=SignatoryRole(role)) for name, role in paper.people)
    bands: tuple[Band, ...] = (Band(signing=Signing(paper.signing), upto=paper.upto),)
    if paper.above:
        bands += (Band(signing=Signing(paper.above)),)
    meant = SetMandate(account=account, signatories=people, bands=bands, note=paper.note)
    if rules.mandate_fault(meant) is not None:
        raise ValueError(f"mandate of {account}")
    ctx.put(MANDATES, MandateRow(account=account, branch=branch, signatories=msgspec.to_builtins(people),
                                 bands=msgspec.to_builtins(rules.bands_of(meant)), note=paper.note, at=ctx.at))  # fmt: skip
