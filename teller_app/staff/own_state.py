"""One's own sign-ins, activity and authenticator as one frozen state."""

from dataclasses import dataclass, field
from typing import Any

from contract.doors import ActivityLine, SessionView, TotpSecret
from teller_app.manifest import Line

ONLINE = ("online", "syncing")


@dataclass(frozen=True)
class OwnState:
    """``way`` is how codes reach this person: totp, sms or "". ``step`` of setting up an authenticator: password, scan or "" for none."""

    line: Line = Line()
    user: str = ""
    username: str = ""
    way: str = ""
    sessions: tuple[SessionView, ...] = ()
    session: str = ""
    lines: tuple[ActivityLine, ...] = ()
    more: int = 0
    step: str = ""
    secret: TotpSecret | None = None
    asks_everywhere: bool = False
    busy: bool = False
    problem: str = ""
    problem_params: dict[str, Any] = field(default_factory=dict)
    notice: str = ""
    notice_tone: str = "pos"
    notice_params: dict[str, Any] = field(default_factory=dict)
    tick: int = 0

    @property
    def online(self) -> bool:
        """Whether the server is there."""
        return self.line.state in ONLINE

    @property
    def chosen(self) -> SessionView | None:
        """The selected sign-in."""
        return next((one for one in self.sessions if one.session == self.session), None)
