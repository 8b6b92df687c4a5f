"""One's own sign-ins, activity and authenticator as one frozen state."""

from dataclasses import dataclass

from contract.doors import ActivityLine, SessionView, TotpSecret
from teller_app.room_model import RoomState


@dataclass(frozen=True)
class OwnState(RoomState):
    """``way`` is how codes reach this person: totp, sms or "". ``step`` of setting up an authenticator: password, scan or "" for none.

    ``noted`` is by what the phone is confirmed that waits for its owner ("": none does), ``noted_end`` its last three digits.
    """

    user: str = ""
    username: str = ""
    way: str = ""
    noted: str = ""
    noted_end: str = ""
    sessions: tuple[SessionView, ...] = ()
    session: str = ""
    lines: tuple[ActivityLine, ...] = ()
    more: int = 0
    step: str = ""
    secret: TotpSecret | None = None
    asks_everywhere: bool = False

    @property
    def chosen(self) -> SessionView | None:
        """The selected sign-in."""
        return next((one for one in self.sessions if one.session == self.session), None)
