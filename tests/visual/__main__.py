"""``make approve-pictures``: today's pictures become the approved ones. Look at them before committing.

python -m tests.visual [NAME ...]
"""

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from PySide6.QtGui import QImage

from teller_app.build import qt_application
from tests.visual.compare import differing
from tests.visual.screens import APPROVED, SCREENS, file_of, picture

QUALITY = 88


def main() -> int:
    """Renew what differs. Returns the exit status."""
    qt = qt_application(sys.argv[:1])
    APPROVED.mkdir(exist_ok=True)
    unknown = set(sys.argv[1:]) - set(SCREENS)
    if unknown:
        print(f"unknown: {sorted(unknown)}; known: {list(SCREENS)}")
        return 2
    for name in sys.argv[1:] or SCREENS:
        now, before = picture(name), QImage(str(file_of(name)))
        cells = len(differing(before, now)) if not before.isNull() else -1
        if cells != 0:
            now.save(str(file_of(name)), quality=QUALITY)
        print(f"{name:24} {'new' if cells < 0 else f'{cells} cells differed' if cells else 'as approved'}")
    for path in APPROVED.iterdir():
        if path.stem not in SCREENS:
            path.unlink()
    del qt
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
