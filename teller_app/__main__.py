"""``python -m teller_app``: options as in settings.py (--server-url, --profile, --theme, --density ...), then the window.

``--self-check`` opens no window: it looks whether everything works here, see ``self_check/run.py``. Nor does ``--recover-outbox``,
which takes out what a dead workstation had not sent, see ``recover.py``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

SELF_CHECK, RECOVER = "--self-check", "--recover-outbox"


def main(argv: Sequence[str] | None = None, environ: Mapping[str, str] | None = None) -> int:
    """What was asked for. Nothing is loaded before it is known what that is. Returns the exit status."""
    argv, environ = sys.argv[1:] if argv is None else argv, os.environ if environ is None else environ
    if SELF_CHECK in argv:
        from teller_app.self_check.run import run

        return run(argv, environ, sys.stdin, sys.stdout)
    if RECOVER in argv:
        from teller_app import recover

        return recover.main(argv)
    from teller_app.early import hurry

    hurry()
    from teller_app import running

    return running.main(argv, environ)


if __name__ == "__main__":
    raise SystemExit(main())
