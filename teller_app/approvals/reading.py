"""What the room of decisions asks of the replica, all in one question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contract.approvals import DelegationFact, RequestFact, RequestLineFact
from contract.branches import BranchFact
from contract.customers import CustomerFact, MandateFact
from contract.drawers import DrawerFact
from contract.staff import UserFact
from teller_app.approvals.branch_cash import BranchCash
from teller_app.approvals.policy import PolicyState

HOLDERS_MAX = 200
"""Requests whose holders are looked up: those that wait stand first."""


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica. ``holder`` finds an account's customer by the account's id, ``mandate`` who signs for it, ``borrower`` the
    customer of a loan by the loan's id.
    """

    requests: Callable[[Any], Sequence[RequestFact]]
    holder: Callable[[Any, str], CustomerFact | None]
    mandate: Callable[[Any, str], MandateFact | None]
    thread: Callable[[Any, str], Sequence[RequestLineFact]]
    delegations: Callable[[Any], Sequence[DelegationFact]]
    colleagues: Callable[[Any], Sequence[UserFact]]
    branches: Callable[[Any], Sequence[BranchFact]]
    drawers: Callable[[Any], Sequence[DrawerFact]]
    cash: Callable[[Any], BranchCash | None]
    borrower: Callable[[Any, str], CustomerFact | None]


@dataclass(frozen=True)
class Found:
    """What the room shows of the replica: holders and mandates by their request."""

    requests: tuple[RequestFact, ...]
    holders: Mapping[str, CustomerFact]
    mandates: Mapping[str, MandateFact]
    lent: tuple[DelegationFact, ...]
    colleagues: tuple[UserFact, ...]
    places: PolicyState


def read(conn: Any, lookups: Lookups, user: str) -> Found:
    """All holders at once: a face that came a moment after its request would stand beside the one before."""
    requests = tuple(lookups.requests(conn))
    about = [(one.request, one.account) for one in requests[:HOLDERS_MAX] if one.account]
    holders = {key: holder for key, account in about if (holder := lookups.holder(conn, account)) is not None}
    for one in requests[:HOLDERS_MAX]:
        # A loan in cash alone is about no account, and yet about somebody.
        if not one.account and one.original and (person := lookups.borrower(conn, one.original)) is not None:
            holders[one.request] = person
    signed = {key: found for key, account in about if (found := lookups.mandate(conn, account)) is not None}
    colleagues = tuple(one for one in lookups.colleagues(conn) if one.active and one.user != user)
    places = PolicyState(branches=tuple(lookups.branches(conn)), drawers=tuple(lookups.drawers(conn)))
    return Found(requests, holders, signed, tuple(lookups.delegations(conn)), colleagues, places)
