"""Named places where a test may let the app die as a power cut would. Without COASTAL_CRASH they cost one look-up."""

import os


def crash_point(name: str) -> None:
    """Die at once if ``COASTAL_CRASH`` names this place. No clean-up runs: that is the point."""
    if os.environ.get("COASTAL_CRASH") == name:
        os._exit(137)
