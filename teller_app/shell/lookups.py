"""What each room asks the replica, put together: rooms do not know each other, the shell does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from contract.approvals import ApproveRequest, RequestFact, RequestState
from contract.base import Command
from contract.commands import encode, kind_of
from contract.customers import CustomerFact, MandateFact
from contract.drawers import SessionFact
from teller_app.advances import model as advances_model
from teller_app.advances import queries as advances
from teller_app.approvals import policy
from teller_app.approvals import queries as approvals
from teller_app.approvals import reading as approvals_reading
from teller_app.approvals.branch_cash import BranchCash, cash_of
from teller_app.branches import queries as branches
from teller_app.branches.lookups import Lookups as BranchLookups
from teller_app.counter import following as counter_following
from teller_app.counter import queries as counter
from teller_app.counter import tally
from teller_app.counts import queries as counts
from teller_app.customers.queries import customer, find_customers, mandate_of
from teller_app.drawers import following as drawer_following
from teller_app.drawers import queries as drawers
from teller_app.history import model as history_model
from teller_app.i18n import acts
from teller_app.i18n.text import Texts
from teller_app.journal import model as journal_model
from teller_app.journal import queries as journal
from teller_app.journal.day_index import DayIndex
from teller_app.loans import following as loans_following
from teller_app.loans import queries as loans
from teller_app.notices.queries import notices, unseen_notices
from teller_app.products import model as products_model
from teller_app.products import queries as products
from teller_app.shell.desk import Lookups
from teller_app.staff import model as staff_model
from teller_app.staff import queries as staff
from teller_app.staff.queries import name_of, names_of, users
from teller_app.standin import model as standin_model
from teller_app.standin import queries as standin
from teller_app.variances import model as variances_model
from teller_app.variances import queries as variances
from teller_app.vault import following as vault_following
from teller_app.vault import queries as vault
from teller_app.vault.outlook import later_than_usual
from teller_app.vault.payout import suggest
from teller_app.vault.rules import KEEPERS

type Mine = Callable[[Any, str], SessionFact | None]
"""Somebody's drawer session; a workstation that was opened on a float slip knows one before the server does."""
CURRENCY = "GHS"
"""Of what the branch's cash is counted beside a decision."""


def counter_lookups(session: Mine = drawers.my_session) -> counter_following.Lookups:
    """What the counter asks."""
    return counter_following.Lookups(
        find=find_customers,
        customer=customer,
        accounts_of=counter.accounts_of,
        account_by_number=counter.account_by_number,
        journal=journal.journal_of_maker,
        recent=journal.recent_of_account,
        session=session,
        asked=approvals.open_of,
        stand_in=standin.budget_of,
        code=standin.code_for,
        holder=counter.holder_name,
        mandate=mandate_of,
        held_life_s=approvals.held_life_s,
    )


def holder_of(conn: Any, account: str) -> CustomerFact | None:
    """Whose account this is, as far as this reader may see."""
    found = counter.account(conn, account)
    return customer(conn, found.customer) if found is not None else None


def borrower_of(conn: Any, loan: str) -> CustomerFact | None:
    """Whose loan this is, as far as it is known here."""
    found = loans.loan(conn, loan)
    return customer(conn, found.customer) if found is not None else None


def signatories(conn: Any, account: str) -> tuple[CustomerFact | None, MandateFact | None]:
    """Whose account it is and who signs for it, to lay their specimens beside what was signed."""
    return holder_of(conn, account), mandate_of(conn, account)


def approval_lookups(home: str) -> approvals_reading.Lookups:
    """What the approvals ask."""

    def cash(conn: Any) -> BranchCash:
        sessions = [one for one in drawers.open_sessions(conn) if one.branch == home]
        people = {one.user: (one.full_name, one.staff_number) for one in users(conn)}
        return cash_of(CURRENCY, drawers.drawers(conn), sessions, drawers.totals(conn), vault.stocks(conn), vault.vaults(conn),
                       lambda user: people.get(user, ("", "")))  # fmt: skip

    return approvals_reading.Lookups(
        requests=approvals.requests,
        holder=holder_of,
        mandate=mandate_of,
        thread=approvals.lines_of,
        delegations=approvals.delegations,
        colleagues=users,
        branches=counter.branches,
        drawers=drawers.drawers,
        cash=cash,
        borrower=borrower_of,
    )


def policy_lookups() -> policy.Lookups:
    """What the policy asks."""
    return policy.Lookups(
        rules=approvals.rules, requests=approvals.waiting_requests, branches=counter.branches, drawers=drawers.drawers
    )


def product_lookups() -> products_model.Lookups:
    """What the products ask."""
    return products_model.Lookups(
        products=products.products, requests=approvals.waiting_requests, branches=counter.branches
    )


def standin_lookups() -> standin_model.Lookups:
    """What the codes for the dead line ask."""
    return standin_model.Lookups(
        sessions=drawers.open_sessions, budgets=standin.budgets, mine=standin.my_codes, names=names_of
    )


def target(conn: Any, account: str) -> tuple[str, str] | None:
    """Number and holder of an account; one of another branch is not in this replica."""
    found = counter.account(conn, account)
    holder = holder_of(conn, account)
    return (found.number, holder.full_name if holder else "") if found else None


def standing(conn: Any, account: str) -> str:
    """How an account stands apart from its money: its status, its holder's flags, since when its mandate holds."""
    found, holder, mandate = counter.account(conn, account), holder_of(conn, account), mandate_of(conn, account)
    flags = ",".join(flag.value for flag in holder.flags) if holder is not None else ""
    return f"{found.status.value if found is not None else ''}|{flags}|{mandate.at if mandate is not None else ''}"


def drawer_lookups(home: str, session: Mine = drawers.my_session) -> drawer_following.Lookups:
    """What the drawer asks."""

    def day_open(conn: Any) -> bool:
        known = counter.branch(conn, home)
        return known is not None and known.open

    def keepers(conn: Any) -> tuple[tuple[str, str], ...]:
        there = (person for person in users(conn) if person.active and person.branch == home)
        return tuple((person.user, person.full_name) for person in there if KEEPERS & set(person.roles))

    return drawer_following.Lookups(
        drawers=drawers.drawers,
        session=session,
        reconciliation=drawers.reconciliation,
        last_reconciliation=drawers.last_reconciliation,
        ended=drawers.session,
        slips=drawers.slips,
        day_open=day_open,
        keepers=keepers,
        name=name_of,
    )


def vault_lookups(session: Mine = drawers.my_session) -> vault_following.Lookups:
    """What the vault asks."""
    return vault_following.Lookups(
        moves=vault.moves,
        requisitions=vault.requisitions,
        stocks=vault.stocks,
        vaults=vault.vaults,
        drawers=drawers.drawers,
        totals=drawers.totals,
        people=users,
        session=session,
        sessions=drawers.open_sessions,
        slips=drawers.slips,
        counts=counts.counts,
        suggest=suggest,
    )


def journal_lookups(session: Mine = drawers.my_session) -> journal_model.Lookups:
    """What the journal asks."""
    return journal_model.Lookups(day=journal.journal_of_day, session=session, signatories=signatories)


def desk_lookups(session: Mine = drawers.my_session) -> Lookups:
    """What the shell's own desk asks."""
    return Lookups(
        branch=counter.branch,
        session=session,
        notices=notices,
        requests=approvals.requests,
        find=find_customers,
        accounts_of=counter.accounts_of,
        receipts=DayIndex(),
        account=counter.account_by_number,
    )


def branch_lookups(today: Callable[[], date]) -> BranchLookups:
    """What the branch's day asks."""
    return BranchLookups(
        branch=counter.branch,
        drawers=drawers.drawers,
        sessions=drawers.open_sessions,
        totals=drawers.totals,
        stocks=vault.stocks,
        vaults=vault.vaults,
        moves=vault.moves,
        requests=approvals.waiting_requests,
        variances=variances.variances,
        advances=advances.advances,
        people=users,
        report=branches.report,
        today=today,
        alerts=unseen_notices,
        tills=branches.tills_away,
        closed=drawers.closed_sheets,
        usual=later_than_usual,
    )


def history_lookups() -> history_model.Lookups:
    """What the drawer history asks."""
    return history_model.Lookups(drawers=drawers.drawers, people=users)


def permits_of(conn: Any, user: str) -> tuple[RequestFact, ...]:
    """What this person was allowed and has not used yet."""
    found = approvals.open_of(conn, user)
    return tuple(item for item in found if item.is_permit and item.state is RequestState.APPROVED)


def open_drawer(conn: Any, user: str) -> str:
    """The number of the drawer that this person has open, or ""."""
    session = drawers.my_session(conn, user)
    return session.number if session else ""


def business_day(conn: Any, home: str) -> str:
    """The branch's business date, "" while nobody has said it."""
    known = counter.branch(conn, home)
    return known.business_date if known is not None else ""


def advance_lookups(home: str) -> advances_model.Lookups:
    """What the advances ask."""
    return advances_model.Lookups(
        advances=advances.advances, people=users, drawer=open_drawer, day=lambda conn: business_day(conn, home)
    )


def loan_lookups(home: str, session: Mine = drawers.my_session) -> loans_following.Lookups:
    """What the loans ask. Cash is proposed as the counter proposes it where nothing came in yet."""
    return loans_following.Lookups(
        loans=loans.loans,
        products=loans.products,
        find=find_customers,
        accounts_of=counter.accounts_of,
        requests=approvals.open_of,
        session=session,
        day=lambda conn: business_day(conn, home),
        propose=lambda amount, currency: tally.propose(amount, currency, {}),
    )


def variance_lookups() -> variances_model.Lookups:
    """What the variances ask."""
    return variances_model.Lookups(
        variances=variances.variances,
        sums=variances.over_shorts,
        people=users,
        permits=permits_of,
        account=counter.account_by_number,
        drawer=open_drawer,
    )


def staff_lookups() -> staff_model.Lookups:
    """What the staff room asks."""
    return staff_model.Lookups(
        people=users,
        devices=staff.devices,
        roles=staff.roles,
        limits=staff.limits,
        branches=counter.branches,
        requests=approvals.requests,
    )


def staff_words(texts: Texts) -> staff_model.Words:
    """What a typed word may name, in the language of now."""
    return staff_model.Words(
        kinds=lambda word: acts.like(word, "act.kind", texts),
        events=lambda word: acts.like(word, "activity", texts),
    )


def act_said(conn: Any, command: Command, texts: Texts) -> str:
    """What a code is asked for, with names and amounts: for a decision, what was asked and by whom."""
    names = acts.Names(
        person=lambda user: name_of(conn, user),
        branch=lambda key: found.name if (found := counter.branch(conn, key)) else "",
        device=lambda key: next((one.name for one in staff.devices(conn) if one.device == key), ""),
    )
    if isinstance(command, ApproveRequest):
        request = approvals.request(conn, command.request)
        if request is not None:
            body = msgspec.json.decode(request.content or "{}", type=dict[str, Any])
            return texts("act.approve", what=acts.asked_words(request, body, names, texts))
    return acts.act_words(kind_of(command), msgspec.json.decode(encode(command), type=dict[str, Any]), names, texts)
