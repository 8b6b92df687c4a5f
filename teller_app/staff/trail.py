"""The audit trail's behaviour: filters by typing, pages, one entry, the chains computed again, an extract into a file. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from contract import paths
from contract.doors import ActivityPage, AuditEntry, AuditPage, ChainPart
from contract.staff import DeviceFact, UserFact
from teller_app.manifest import Port
from teller_app.staff.trail_state import GROUPS, KINDS, Check, TrailState, key_of

PAGE = "100"
NAMED_MAX = 50
CHAINS = ("journal", "activity")


@dataclass(frozen=True)
class Named:
    """Who and what a typed word may mean. ``kinds`` and ``events`` find what is called so in the app's own words."""

    people: Callable[[], Sequence[UserFact]]
    devices: Callable[[], Sequence[DeviceFact]]
    kinds: Callable[[str], Sequence[str]]
    events: Callable[[str], Sequence[str]]


class TrailModel:
    """See the module. ``on_change`` hears every new state."""

    def __init__(self, port: Port, named: Named) -> None:
        self._port, self._named = port, named
        self.state = TrailState()
        self.on_change: Callable[[TrailState], None] = lambda state: None
        self._asked = self._answered = 0
        self._from = 0

    # -- filters -------------------------------------------------------------------------------------------------

    def set_group(self, group: str) -> None:
        """All, sign-ins, money, access or settings."""
        if group in GROUPS and group != self.state.group:
            self._from = 0
            self._set(group=group, lines=(), more=0, chosen="", entry=None)
            self.read()

    def begin_at(self, seq: int) -> None:
        """Everything from this journal row back, the row itself selected: until something else is asked for."""
        self._from = seq + 1
        self._set(group=GROUPS[0], text="", lines=(), more=0, chosen="", entry=None)
        self.read()

    def set_text(self, text: str) -> None:
        """What is typed: names of people, of acts, of workstations."""
        if text != self.state.text:
            self._from = 0
            self._set(text=text)
            self.read()

    def read(self) -> None:
        """The newest lines that fit. While one answer is under way the next question waits for it, so that typing asks once."""
        self._asked += 1
        if not self.state.loading:
            self._ask()

    def older(self) -> None:
        """The next page behind the last line."""
        if self.state.more and not self.state.loading:
            self._ask(self.state.more, self.state.lines)

    def _ask(self, before: int = 0, kept: tuple[Any, ...] = ()) -> None:
        number = self._asked
        self._set(loading=True)

        def answered(body: bytes | None, code: str) -> None:
            self._set(loading=False)
            if number != self._asked:
                self._ask()
            else:
                self._show(body, code, kept)

        self._fetch(before or self._from, answered)

    def _fetch(self, before: int, then: Callable[[bytes | None, str], None]) -> None:
        path = paths.ACTIVITY if self.state.group == "sign_in" else paths.AUDIT
        params = {**self.filters(), "limit": PAGE, **({"before": str(before)} if before else {})}
        self._port.fetch(path, params, then)

    def filters(self) -> dict[str, str]:
        """What the server is asked to look for. A word that names nothing finds nothing."""
        signing = self.state.group == "sign_in"
        who, what = ("user", "what") if signing else ("made_by", "kind")
        group = KINDS.get(self.state.group, ())
        found: dict[str, list[str]] = {what: list(group)} if group else {}
        for word in self.state.text.casefold().split():
            field, values = self._meant(word, who, what, signing)
            if field == what and group:
                values = [value for value in values if value in group]
            known = found.get(field)
            found[field] = [value for value in values if known is None or value in known]
        return {field: ",".join(values[:NAMED_MAX]) or "-" for field, values in found.items()}

    def _meant(self, word: str, who: str, what: str, signing: bool) -> tuple[str, list[str]]:
        people = [person.user for person in self._named.people() if _fits(word, person.full_name, person.username)]
        if people:
            return who, people
        acts = list((self._named.events if signing else self._named.kinds)(word))
        if acts:
            return what, acts
        return "device", [device.device for device in self._named.devices() if _fits(word, device.name)]

    def _show(self, body: bytes | None, code: str, before: tuple[Any, ...]) -> None:
        if body is None:
            self._set(problem=code)
        elif self.state.group == "sign_in":
            activity = msgspec.json.decode(body, type=ActivityPage)
            self._set(lines=before + activity.lines, more=activity.next, problem="")
        else:
            page = msgspec.json.decode(body, type=AuditPage)
            self._set(lines=before + page.lines, more=page.next, chain=page.chain, problem="")
        if self.state.line is None:
            self.choose(key_of(self.state.lines[0]) if self.state.lines else "")

    # -- one entry -----------------------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Select a line; a journal's entry is fetched whole."""
        if key == self.state.chosen:
            return
        self._set(chosen=key, entry=None)
        if key.startswith("j"):
            self._port.fetch(paths.AUDIT_ENTRY.format(seq=key[1:]), {}, lambda body, code: self._whole(key, body))

    def _whole(self, key: str, body: bytes | None) -> None:
        if body is not None and key == self.state.chosen:
            self._set(entry=msgspec.json.decode(body, type=AuditEntry))

    # -- the chains ----------------------------------------------------------------------------------------------

    def verify(self) -> bool:
        """F8: both chains from their first entry, a page at a time."""
        if self.state.check.state == "checking":
            return False
        self._set(check=Check("checking"), problem="")
        self._walk("journal", 0, 0, 0)
        return True

    def _walk(self, chain: str, after: int, done: int, of: int) -> None:
        """``done`` of ``of`` entries belong to the chains before this one."""

        def answered(body: bytes | None, code: str) -> None:
            if body is None:
                self._set(check=replace(self.state.check, state="failed"), problem=code)
                return
            self._walked(chain, msgspec.json.decode(body, type=ChainPart), done)

        self._port.fetch(paths.AUDIT_CHAIN, {"chain": chain, "after": str(after)}, answered)

    def _walked(self, chain: str, part: ChainPart, done: int) -> None:
        other = self.state.chain.activity if self.state.chain and chain == "journal" else 0
        upto, of = done + part.upto, done + part.head + other
        if part.bad:
            self._set(check=Check("broken", upto, of, chain, part.bad, part.what))
        elif part.upto < part.head:
            self._set(check=Check("checking", upto, of, chain))
            self._walk(chain, part.upto, done, of)
        elif chain == "journal":
            self._set(check=Check("checking", upto, of, chain))
            self._walk("activity", 0, upto, of)
        else:
            self._set(check=Check("whole", upto, upto, chain))

    # -- the extract ---------------------------------------------------------------------------------------------

    def export(self, path: Path) -> bool:
        """Ctrl+E: what is filtered of the log that is shown, chained and sealed by the bank, into a file."""
        if self.state.exporting:
            return False
        self._set(exporting=True, exported="", problem="")
        log = paths.ACTIVITY_EXPORT if self.state.group == "sign_in" else paths.AUDIT_EXPORT
        self._port.fetch(log, self.filters(), lambda body, code: self._keep(path, body, code))
        return True

    def _keep(self, path: Path, body: bytes | None, code: str) -> None:
        if body is None:
            self._set(exporting=False, problem=code)
            return
        # On the thread of the replica's questions: a disk may let one wait.
        self._port.query(lambda conn: _written(path, body), lambda failed: self._kept(path, failed))

    def _kept(self, path: Path, failed: bool) -> None:
        self._set(exporting=False, exported="" if failed else str(path), problem="not_written" if failed else "")

    def _set(self, **changed: Any) -> None:
        self.state = replace(self.state, **changed)
        self.on_change(self.state)


def _fits(word: str, *names: str) -> bool:
    return any(word in name.casefold() for name in names)


def _written(path: Path, body: bytes) -> bool:
    """Whether it could not be written."""
    try:
        path.write_bytes(body)
    except OSError:
        return True
    return False
