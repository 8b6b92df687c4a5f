"""The sign-in as one frozen state."""

from dataclasses import dataclass, field
from typing import Any

from teller_app.manifest import Line


@dataclass(frozen=True)
class Workstation:
    """This device. ``name`` is the computer's; ``key`` is its public key as X.Y; ``registered`` the device that the bank
    has let in before.

    ``standing``: starting (the profile is being opened), known, new (nobody has signed in here yet), unknown (the server
    says that it does not know the device). ``persistent`` is False without a keyring.
    """

    standing: str = "starting"
    name: str = ""
    registered: str = ""
    device: str = ""
    key: str = ""
    persistent: bool = True


@dataclass(frozen=True)
class SignInState:
    """``problem`` is a code with figures for the words; ``wait_s`` counts down while the server slows us down."""

    line: Line = Line(state="signed_out")
    workstation: Workstation = Workstation()
    username: str = ""
    bank: str = ""
    branch: str = ""
    busy: bool = False
    problem: str = ""
    problem_params: dict[str, Any] = field(default_factory=dict)
    wait_s: int = 0
    tick: int = 0
    choosing: bool = False
    """A one-time secret was right: a password of one's own is due."""

    @property
    def ready(self) -> bool:
        """Whether Enter would ask the server."""
        return not self.busy and self.wait_s == 0 and self.workstation.standing != "starting"
