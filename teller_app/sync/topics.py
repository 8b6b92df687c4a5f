"""Topics: what screens refresh on. A fact's topic is its wire tag; ``outbox`` stands for the state of own commands."""

from contract.base import Fact
from contract.feed import FACT_TYPES, Gone

OUTBOX = "outbox"
TOPICS = frozenset(str(kind.__struct_config__.tag) for kind in FACT_TYPES if kind is not Gone) | {OUTBOX}


def topic_of(fact: Fact) -> str:
    """The topic that a fact touches; of ``Gone`` the one that it takes something from."""
    return fact.topic if isinstance(fact, Gone) else str(fact.__struct_config__.tag)
