"""The sign-in as one frozen state."""

from typing import Any

import msgspec

from contract.doors import AskedManager
from teller_app.manifest import Line


class Workstation(msgspec.Struct, frozen=True):
    """This device. ``name`` is the computer's; ``key`` is its public key as X.Y; ``registered`` the device that the bank
    has let in before. ``system`` is what it runs.

    ``standing``: starting (the profile is being opened), known, new (nobody has signed in here yet), unknown (the server
    says that it does not know the device), asking (to be let in), broken (it could not be opened; ``problem`` says why). ``persistent`` is False without a keyring.
    """

    standing: str = "starting"
    name: str = ""
    registered: str = ""
    device: str = ""
    key: str = ""
    persistent: bool = True
    system: str = ""


class Waiting(msgspec.Struct, frozen=True):
    """What one sees while a manager is asked: the ``words`` that stand on their screen too, who is ``asked``, the ``chosen`` one of them
    (an id), and for how many seconds nobody is reminded again. ``code_of`` is the manager whose code is awaited.
    """

    words: tuple[str, ...] = ()
    asked: tuple[AskedManager, ...] = ()
    chosen: str = ""
    remind_s: int = 0
    code_of: str = ""

    @property
    def manager(self) -> AskedManager | None:
        """Who is reminded, and whose code is asked."""
        return next((one for one in self.asked if one.user == self.chosen), next(iter(self.asked), None))


class SignInState(msgspec.Struct, frozen=True):
    """``problem`` is a code with figures for the words; ``wait_s`` counts down while the server slows us down.

    ``step``: empty (name and password), code (a code went out by ``way`` to a phone that ends in ``sent_to``), manager (one is
    asked whether this workstation is let in), manager_code (the code that went to one of them), password (a new one must be chosen). ``left_s`` is
    how long the step is good for, ``request_s`` how long the request is.

    ``reach`` is how the bank is reached: asking (not known yet), online, away, alone (away, and somebody may come in without it),
    wrong_server, server_fault.
    """

    line: Line = Line(state="signed_out")
    workstation: Workstation = Workstation()
    username: str = ""
    bank: str = ""
    branch: str = ""
    reach: str = "asking"
    busy: bool = False
    problem: str = ""
    problem_params: dict[str, Any] = {}
    wait_s: int = 0
    tick: int = 0
    step: str = ""
    way: str = ""
    sent_to: str = ""
    left_s: int = 0
    request_s: int = 0
    waiting: Waiting = Waiting()

    @property
    def ready(self) -> bool:
        """Whether Enter would ask the server."""
        return not self.busy and self.wait_s == 0 and self.workstation.standing not in ("starting", "broken")
