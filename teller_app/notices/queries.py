"""Questions about notices to the replica."""

from contract.notices import NoticeFact
from teller_app.sync.facts import facts_of
from teller_app.sync.sqlcipher import Connection

SHOWN_MAX = 200


def notices(connection: Connection, limit: int = SHOWN_MAX) -> tuple[NoticeFact, ...]:
    """The newest first."""
    return facts_of(connection, NoticeFact, "SELECT fact FROM notices ORDER BY at DESC, notice DESC LIMIT ?", (limit,))


def unseen_notices(connection: Connection, user: str, limit: int = SHOWN_MAX) -> tuple[NoticeFact, ...]:
    """Of the newest ones those that this person has not acknowledged."""
    return tuple(fact for fact in notices(connection, limit) if user not in fact.seen_by)
