"""What all workplaces of a run share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.printing.press import Press
from teller_app.printing.print_queue import PrintQueue
from teller_app.shell.window import TellerWindow


@dataclass(frozen=True)
class Shop:
    """What all workplaces of a run share. ``press`` may be slow the first time; ``paper_texts``: papers stay English."""

    look: Look
    texts: Texts
    window: TellerWindow
    clock: Callable[[], datetime]
    device: Callable[[], str]
    workstation: str
    press: Callable[[Any], Press]
    queue: PrintQueue
    printer: str
    roll: str = ""
    paper_texts: Texts = field(default_factory=lambda: Texts.load(strict=False), kw_only=True)
