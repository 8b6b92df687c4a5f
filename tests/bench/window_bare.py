"""The least that Qt can do: a window with one field, shown and painted. The measure for the start of the app."""

import sys

from PySide6.QtWidgets import QApplication, QLineEdit


def main() -> int:
    """Show, paint, say, end."""
    qt = QApplication(sys.argv[:1])
    field = QLineEdit()
    field.resize(1440, 860)
    field.show()
    qt.processEvents()
    print("shown", flush=True)
    # Only now, so that asking for the memory is no part of the start.
    from tests.bench.memory import said

    print(said(), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
