"""What everybody sees of themselves: sign-ins that go on, what happened around them, and where their codes come from. No Qt."""

from collections.abc import Callable
from typing import Any

import msgspec

from contract import paths
from contract.doors import ActivityPage, EndSession, SessionView, TotpAsk, TotpConfirm, TotpSecret
from contract.feed import AnyAnswer
from contract.staff import ConfirmPhone, EndSessions, Me, UserFact
from teller_app.manifest import Port
from teller_app.room_model import RoomModel
from teller_app.staff import queries
from teller_app.staff.own_state import OwnState

PAGE = "100"
Person = Callable[[Any, str], UserFact | None]


class OwnModel(RoomModel[OwnState]):
    """Asked of the server when somebody looks, and after each act; only the phone that waits is a fact (``person`` reads it).

    A password typed here is sent, never kept.
    """

    def __init__(self, port: Port, person: Person = queries.user) -> None:
        me = port.me
        self._person = person
        super().__init__(port, OwnState(line=port.line, user=me.user, username=me.username, way=me.code_way))
        self._listen(frozenset({"user"}))

    def refresh(self) -> None:
        """Whether a phone waits for its owner."""
        self._set(line=self._port.line)
        self._port.query(lambda conn: self._person(conn, self.state.user), self._known)

    def _known(self, person: UserFact | None) -> None:
        if person is not None:
            self._set(noted=person.noted, noted_end=person.noted_end)

    def look(self) -> None:
        """Ask for one's own sign-ins, the newest lines and how codes come."""
        self.refresh()
        if self.state.online:
            self._port.fetch(paths.ME, {}, lambda body, code: self._me(body))
            self._port.fetch(paths.SESSIONS, {}, lambda body, code: self._sessions(body))
            self._port.fetch(paths.ACTIVITY, self._mine(0), lambda body, code: self._lines(body, code, ()))

    def older(self) -> None:
        """The next page of lines."""
        if self.state.more:
            before = self.state.lines
            self._port.fetch(
                paths.ACTIVITY, self._mine(self.state.more), lambda body, code: self._lines(body, code, before)
            )

    def _mine(self, before: int) -> dict[str, str]:
        # Who looks after others is answered about them as well: here it is about oneself.
        return {"user": self.state.user, "limit": PAGE, **({"before": str(before)} if before else {})}

    def _me(self, body: bytes | None) -> None:
        if body is not None:
            self._set(way=msgspec.json.decode(body, type=Me).code_way)

    def _sessions(self, body: bytes | None) -> None:
        if body is not None:
            found = msgspec.json.decode(body, type=list[SessionView])
            self._set(sessions=tuple(one for one in found if one.user == self.state.user))

    def _lines(self, body: bytes | None, code: str, before: tuple[Any, ...]) -> None:
        if body is None:
            self._fail(code)
        else:
            page = msgspec.json.decode(body, type=ActivityPage)
            self._set(lines=before + page.lines, more=page.next)

    # -- sign-ins ------------------------------------------------------------------------------------------------

    def choose(self, session: str) -> None:
        """Select a sign-in."""
        self._set(session=session)

    def why_off(self, intent: str) -> str:
        """choice, current, phone, offline or ""."""
        if not self.state.online:
            return "offline"
        if intent == "end":
            chosen = self.state.chosen
            return "choice" if chosen is None else "current" if chosen.current else ""
        if intent == "phone" and not self.state.noted:
            return "phone"
        return ""

    def end(self) -> bool:
        """The chosen sign-in, at another workstation, is over."""
        chosen = self.state.chosen
        if chosen is None or self.why_off("end") or self.state.busy:
            return False
        self._set(busy=True, problem="")
        self._port.post(paths.SESSION_END, EndSession(session=chosen.session), self._ended)
        return True

    def _ended(self, body: bytes | None, code: str) -> None:
        if body is None:
            self._fail(code)
        else:
            self._set(busy=False)
            self._notify("ended", {}, "pos")
        self.look()

    def ask_everywhere(self) -> bool:
        """Signing out everywhere ends this sign-in as well, so it is asked first."""
        if self.why_off("everywhere"):
            return False
        self._set(asks_everywhere=True)
        return True

    def everywhere(self, sure: bool) -> None:
        """Signed out at every workstation, this one included: the password is asked for here."""
        self._set(asks_everywhere=False)
        if sure:
            self._submit(EndSessions(user=self.state.user))

    # -- the phone -----------------------------------------------------------------------------------------------

    def confirm_phone(self) -> bool:
        """The phone that was noted is mine: a code goes there, and it counts once it was typed (the shell asks for it)."""
        if self.why_off("phone") or self.state.busy:
            return False
        self._submit(ConfirmPhone(user=self.state.user, noted=self.state.noted), self._phone_counts)
        return True

    def _phone_counts(self, answer: AnyAnswer) -> None:
        self._notify("phone", {}, "pos")
        self.look()

    # -- the authenticator ---------------------------------------------------------------------------------------

    def begin(self) -> bool:
        """Set up an authenticator: the password first, because whoever holds it holds the second factor."""
        if self.why_off("totp"):
            return False
        self._set(step="password", secret=None, problem="")
        return True

    def leave(self) -> None:
        """Put it away; a seed without its first code counts for nothing."""
        self._set(step="", secret=None, problem="", busy=False)

    def prove(self, password: str) -> None:
        """The password again; then the seed is shown, once."""
        if not password:
            self._fail("password_missing")
        elif not self.state.busy:
            self._set(busy=True, problem="")
            self._port.post(paths.TOTP, TotpAsk(password=password), self._seeded)

    def _seeded(self, body: bytes | None, code: str) -> None:
        if not self.state.step:
            return
        if body is None:
            self._fail("wrong_password" if code == "bad_credentials" else code)
        else:
            self._set(busy=False, step="scan", secret=msgspec.json.decode(body, type=TotpSecret))

    def confirm(self, code: str) -> None:
        """The first code from it: from here on codes come from the authenticator."""
        if self.state.step == "scan" and not self.state.busy and len(code) == 6 and code.isascii() and code.isdigit():
            self._set(busy=True, problem="")
            self._port.post(paths.TOTP_CONFIRM, TotpConfirm(code=code), self._confirmed)

    def _confirmed(self, body: bytes | None, code: str) -> None:
        if body is None:
            self._fail(code)
            return
        self._set(busy=False, step="", secret=None, way="totp")
        self._notify("totp", {}, "pos")
        self.look()
