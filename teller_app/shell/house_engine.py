"""The sync engine as the house sees it: who comes and goes, and what a person is asked for on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from contract.base import Command
from teller_app.shell import port as ports
from teller_app.sign_in.acts import DoorEngine

if TYPE_CHECKING:
    from contract.doors import CodeSent
    from teller_app.sync.others import Other


class Engine(ports.Engine, DoorEngine, Protocol):
    """What the house needs of the sync engine beside what a port and the door need."""

    def sign_in(self, username: str, password: str) -> None: ...

    def sign_out(self) -> None: ...

    def check_password(self, password: str, then: Callable[[str], None]) -> None: ...

    def held(self, command_id: str, then: Callable[[Command | None], None]) -> None: ...

    def ask_act_code(self, command_id: str, then: Callable[[tuple[CodeSent | None, str]], None]) -> None: ...

    def confirm_act_code(self, command_id: str, challenge: str, code: str, then: Callable[[str], None]) -> None: ...

    def prove_second(self, command_id: str, password: str, then: Callable[[str], None]) -> None: ...

    def check_pin(self, pin: str, then: Callable[[str], None]) -> None: ...

    def set_pin(self, password: str, pin: str, then: Callable[[str], None]) -> None: ...

    def pin_left(self, then: Callable[[int], None]) -> None: ...

    def others(self, then: Callable[[tuple[Other, ...]], None]) -> None: ...
