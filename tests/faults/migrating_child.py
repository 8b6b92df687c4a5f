"""A process that dies in mid migration.

``outbox FILE STEP`` brings an outbox one made-up version further and dies at statement STEP of it; ``server URL STATEMENT`` brings a database
from wherever it is to the newest revision and dies before that statement of it, or, where there are not so many, before the commit.
"""

import os
import sys
from pathlib import Path

from sqlalchemy import event

from server.db.engine import open_engine
from server.migrations.upgrade import upgrade
from teller_app.sync.keys import derived_key
from teller_app.sync.outbox_rows import MIGRATIONS
from teller_app.sync.sqlcipher import migrate, open_encrypted
from tests.faults.old_outbox import KEY

NEXT = ("ALTER TABLE outbox ADD COLUMN lane TEXT NOT NULL DEFAULT ''", "UPDATE outbox SET lane = 'x'", "DROP INDEX outbox_state",
        "CREATE INDEX outbox_state ON outbox (state, lane, n)")  # fmt: skip


class Dying(tuple[str, ...]):
    """Statements; the power goes before one of them."""

    def __iter__(self):  # type: ignore[no-untyped-def]
        for number, statement in enumerate(tuple.__iter__(self)):
            if number == int(sys.argv[3]):
                os.kill(os.getpid(), 9)
            yield statement


def main() -> int:
    """See the module; a step beyond the last one lets it live."""
    if sys.argv[1] == "outbox":
        connection = open_encrypted(Path(sys.argv[2]), derived_key(KEY, "outbox"))
        migrate(connection, (*MIGRATIONS, Dying(NEXT)))
        connection.close()
        return 0
    engine = open_engine(sys.argv[2])
    left = int(sys.argv[3])

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)

    event.listen(engine, "before_cursor_execute", count)
    with engine.execution_options(coastal_write=True).begin() as conn:
        upgrade(conn)
        os.kill(os.getpid(), 9)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
