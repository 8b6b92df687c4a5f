"""Questions about requests to the replica."""

from contract.approvals import (
    HELD_S,
    ApprovalRuleFact,
    DelegationFact,
    RequestFact,
    RequestLineFact,
    RequestState,
    When,
)
from teller_app.sync.facts import fact_of, facts_of
from teller_app.sync.sqlcipher import Connection


def requests(connection: Connection) -> tuple[RequestFact, ...]:
    """All in sight: those that wait first, oldest first; then the decided ones, newest first."""
    waiting = waiting_requests(connection)
    sql = "SELECT fact FROM requests WHERE state <> ? ORDER BY at DESC, request DESC"
    return waiting + facts_of(connection, RequestFact, sql, (RequestState.AWAITING,))


def waiting_requests(connection: Connection) -> tuple[RequestFact, ...]:
    """Those that somebody must decide, oldest first."""
    sql = "SELECT fact FROM requests WHERE state = ? ORDER BY at, request"
    return facts_of(connection, RequestFact, sql, (RequestState.AWAITING,))


def open_of(connection: Connection, user: str) -> tuple[RequestFact, ...]:
    """This person's own requests of which something may still come: those that wait, and permits that were not used."""
    sql = "SELECT fact FROM requests WHERE maker = ? AND (state = ? OR (state = ? AND is_permit)) ORDER BY at, request"
    return facts_of(connection, RequestFact, sql, (user, RequestState.AWAITING, RequestState.APPROVED))


def request(connection: Connection, request_id: str) -> RequestFact | None:
    """One request by its id."""
    return fact_of(connection, RequestFact, "SELECT fact FROM requests WHERE request = ?", (request_id,))


def lines_of(connection: Connection, request_id: str) -> tuple[RequestLineFact, ...]:
    """A request's thread, oldest first."""
    sql = "SELECT fact FROM request_lines WHERE request = ? ORDER BY at, line"
    return facts_of(connection, RequestLineFact, sql, (request_id,))


def delegations(connection: Connection) -> tuple[DelegationFact, ...]:
    """Who decides in whose place now, as far as the reader may know."""
    return facts_of(connection, DelegationFact, "SELECT fact FROM delegations ORDER BY delegation")


def rules(connection: Connection) -> tuple[ApprovalRuleFact, ...]:
    """The lines of the policy in sight, those that hold first, by name."""
    sql = "SELECT fact FROM approval_rules ORDER BY coalesce(json_extract(fact, '$.off'), 0), rule"
    return facts_of(connection, ApprovalRuleFact, sql)


def held_life_s(connection: Connection) -> int:
    """How long a form that was put aside stays on this device, in seconds: the shortest that a line says."""
    lines = [one.bound for one in rules(connection) if one.when is When.HELD_LIFE and not one.off]
    return min(lines, default=HELD_S)
