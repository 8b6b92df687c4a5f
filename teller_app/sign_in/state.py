"""The sign-in as one frozen state."""

from typing import Any

import msgspec

from teller_app.manifest import Line


class Workstation(msgspec.Struct, frozen=True):
    """This device. ``name`` is the computer's; ``key`` is its public key as X.Y; ``registered`` the device that the bank
    has let in before.

    ``standing``: starting (the profile is being opened), known, new (nobody has signed in here yet), unknown (the server
    says that it does not know the device), asking (to be let in). ``persistent`` is False without a keyring.
    """

    standing: str = "starting"
    name: str = ""
    registered: str = ""
    device: str = ""
    key: str = ""
    persistent: bool = True


class SignInState(msgspec.Struct, frozen=True):
    """``problem`` is a code with figures for the words; ``wait_s`` counts down while the server slows us down.

    ``step``: empty (name and password), code (a code went out by ``way`` to a phone that ends in ``sent_to``), manager (one is
    asked whether this workstation is let in), password (a new one must be chosen). ``left_s`` is how long the step is good for.
    """

    line: Line = Line(state="signed_out")
    workstation: Workstation = Workstation()
    username: str = ""
    bank: str = ""
    branch: str = ""
    busy: bool = False
    problem: str = ""
    problem_params: dict[str, Any] = {}
    wait_s: int = 0
    tick: int = 0
    step: str = ""
    way: str = ""
    sent_to: str = ""
    left_s: int = 0

    @property
    def ready(self) -> bool:
        """Whether Enter would ask the server."""
        return not self.busy and self.wait_s == 0 and self.workstation.standing != "starting"
