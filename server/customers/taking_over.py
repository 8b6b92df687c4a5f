"""The customers' door for imports: a person as another bank recorded them."""

from typing import Protocol

from server.core.context import Context
from server.customers import rules
from server.customers.tables import CUSTOMERS, CustomerRow


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
