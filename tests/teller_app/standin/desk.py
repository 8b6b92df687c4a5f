"""A manager's dead line over a fake port, with cheap hashes."""

from collections import defaultdict
from dataclasses import dataclass, field

import msgspec
from argon2 import PasswordHasher

from contract.drawers import SessionFact
from contract.standin import StandInFact, StandInSecret
from teller_app.standin.codes import armed
from teller_app.standin.model import Lookups, StandInModel
from tests.teller_app.counter.world import session
from tests.teller_app.kit import KWESI, FakePort

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class SecretPort(FakePort):
    """Answers every code's path with a code."""

    def fetch(self, path, params, then):
        self.fetched.append((path, params))
        if self.line.state != "online":
            then(None, "offline")
            return
        code = path.rsplit("/", 1)[1]
        then(msgspec.json.encode(StandInSecret(code=code, secret=f"AMV5-CK6F-{len(self.fetched):04d}")), "")


@dataclass
class Branch:
    """What the replica says."""

    sessions: tuple[SessionFact, ...] = field(default_factory=lambda: (session(),))
    budgets: tuple[StandInFact, ...] = ()
    mine: frozenset[str] = frozenset()


def room(branch: Branch, port: FakePort | None = None) -> tuple[StandInModel, FakePort]:
    """The model."""
    port = port or SecretPort(KWESI)
    lookups = Lookups(
        sessions=lambda conn: branch.sessions,
        budgets=lambda conn: branch.budgets,
        mine=lambda conn, user: branch.mine,
        names=lambda conn: defaultdict(lambda: "Efua Owusu"),
        armed=lambda pairs: armed(pairs, CHEAP),
    )
    model = StandInModel(port, lookups)
    model.refresh()
    return model, port
