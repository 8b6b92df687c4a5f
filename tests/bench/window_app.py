"""The real app until its sign-in can be used: shown, painted, the profile open, so that Enter would ask the server."""

import json
import os
import sys
import time
from pathlib import Path

GIVE_UP_S = 30.0


def main() -> int:
    """Show, wait, paint, say, end."""
    from teller_app import early

    early.hurry()
    from teller_app.build import App, qt_application
    from teller_app.settings import Settings, Theme
    from teller_app.sync.keyring_store import MemoryKeyring

    qt = qt_application(sys.argv[:1])
    keyring = MemoryKeyring()
    kept = Path(sys.argv[1]).with_suffix(".json")
    # The second start finds its keys again, as it does on a workstation.
    keyring.secrets.update(json.loads(kept.read_text()) if kept.exists() else {})

    def found() -> MemoryKeyring:
        # As the workstation does: the library of the keyring is loaded, on the engine's thread.
        import keyring as _library  # noqa: F401

        return keyring

    app = App(Settings(profile=Path(sys.argv[1]), theme=Theme.DARK), found)
    app.show()
    qt.processEvents()
    print("shown", flush=True)
    end = time.monotonic() + GIVE_UP_S
    while not app.door.state.ready:
        if time.monotonic() > end:
            return 1
        qt.processEvents()
        time.sleep(0.001)
    qt.processEvents()
    from tests.bench.memory import said

    print(said(), flush=True)
    kept.write_text(json.dumps(keyring.secrets))
    # The end is not measured, and a profile of a benchmark has nothing to lose.
    os._exit(0)


if __name__ == "__main__":
    raise SystemExit(main())
