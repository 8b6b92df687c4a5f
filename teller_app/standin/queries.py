"""Questions about budgets and codes to the replica."""

from contract.standin import StandInCodeFact, StandInFact
from teller_app.standin.codes import match
from teller_app.sync.facts import fact_of, facts_of
from teller_app.sync.sqlcipher import Connection


def budget_of(connection: Connection, session: str) -> StandInFact | None:
    """What this session may pay out without the server."""
    return fact_of(connection, StandInFact, "SELECT fact FROM stand_ins WHERE session = ?", (session,))


def left_of(connection: Connection, session: str) -> int:
    """What of it the server has not seen used, in minor units."""
    found = budget_of(connection, session)
    return max(0, found.granted - found.used) if found else 0


def budgets(connection: Connection) -> tuple[StandInFact, ...]:
    """Every drawer's in sight."""
    return facts_of(connection, StandInFact, "SELECT fact FROM stand_ins ORDER BY drawer")


def codes(connection: Connection) -> tuple[StandInCodeFact, ...]:
    """Codes that may still be read out, as hashes."""
    return facts_of(connection, StandInCodeFact, "SELECT fact FROM stand_in_codes ORDER BY code")


def my_codes(connection: Connection, user: str) -> frozenset[str]:
    """Ids of one's own."""
    return frozenset(fact.code for fact in codes(connection) if fact.owner == user)


def code_for(connection: Connection, typed: str) -> str:
    """The id of the code that was typed, or an empty text. Hashes slowly: for a worker thread."""
    return match(codes(connection), typed)
