"""What every room's model does the same way: one frozen state that is told on, and commands whose answer is words or a change. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from contract.base import Command
from contract.feed import AnyAnswer, Awaiting, NotTaken, Refused
from teller_app.manifest import Line, Port

AWAY = "needs_server"
"""The problem of whatever cannot be done without the server."""


@dataclass(frozen=True)
class RoomState:
    """What every room's state has. ``problem`` is a code with params for the words, ``notice`` one of what has
    just happened; ``tick`` counts both, so that the same can be said twice.
    """

    line: Line = Line()
    busy: bool = False
    problem: str = ""
    problem_params: Mapping[str, Any] = field(default_factory=dict)
    notice: str = ""
    notice_params: Mapping[str, Any] = field(default_factory=dict)
    notice_tone: str = "info"
    tick: int = 0

    @property
    def online(self) -> bool:
        """Whether the server is there."""
        return self.line.online

    @property
    def on_its_way(self) -> bool:
        """Whether something was sent and the server went before it answered: it is kept here and goes out again by itself."""
        return self.busy and not self.line.online


def trouble(answer: AnyAnswer) -> tuple[str, dict[str, Any]] | None:
    """Code and params of an answer that did nothing; None of one that did, or that waits for a second person."""
    if isinstance(answer, Refused):
        return answer.problem.code.value, dict(answer.problem.params)
    if isinstance(answer, NotTaken):
        return answer.code.value, dict(answer.params)
    return None


class RoomModel[S: RoomState]:
    """Set ``on_change`` before the first intent."""

    def __init__(self, port: Port, state: S) -> None:
        self._port = port
        self.state = state
        self.on_change: Callable[[S], None] = lambda state: None
        self._begun = 0
        self._sent = -1

    def refresh(self) -> None:
        """Read again what the journal may have changed."""

    def _listen(self, topics: frozenset[str]) -> None:
        """Read again with each change of these topics; the line is shown as it is."""
        self._port.on_topics(topics, self.refresh)
        self._port.on_line(lambda line: self._set(line=line))

    def _another(self) -> None:
        """From now on something else is written down: an answer that is still on its way leaves it alone."""
        self._begun += 1

    @property
    def _sending(self) -> bool:
        """Whether what is written down has been sent and waits for its answer: it is not to be changed meanwhile."""
        return self.state.busy and self._sent == self._begun

    def _submit(
        self, command: Command, done: Callable[[AnyAnswer], None] | None = None, receipt: str = "", **emptied: Any
    ) -> None:
        """Send it. An answer that did nothing becomes the problem; another one leaves ``emptied`` in the state and is ``done``.

        Where ``_another`` form was begun meanwhile, nothing of it is emptied.
        """
        self._set(busy=True, problem="")
        self._sent = begun = self._begun

        def settled(answer: AnyAnswer) -> None:
            found = trouble(answer)
            if found is not None:
                self._fail(*found)
            else:
                self._set(busy=False, **(emptied if begun == self._begun else {}))
                if done is not None:
                    done(answer)
            self._answered()

        self._port.submit(command, receipt, None, settled, self._fail)

    def _tell_asked(self, answer: AnyAnswer) -> None:
        """A second person has to agree: who sees nothing happen would ask again."""
        if isinstance(answer, Awaiting):
            self._notify("awaiting", {}, "warn")

    def _answered(self) -> None:
        """After each answer, whatever it said: what this room knows may be older than it."""
        self.refresh()

    def _fail(self, code: str, params: Mapping[str, Any] | None = None) -> None:
        self._set(busy=False, problem=code, problem_params=params or {}, tick=self.state.tick + 1)

    def _notify(self, code: str, params: Mapping[str, Any], tone: str, **more: Any) -> None:
        # A dict of its own each time: whoever shows news knows the new by it.
        self._set(notice=code, notice_params=dict(params), notice_tone=tone, tick=self.state.tick + 1, **more)

    def _set(self, **changes: Any) -> None:
        line = changes.get("line")
        if line is not None and line.online and self.state.problem == AWAY:
            # What stood in the way is gone: who reads on that the server cannot be reached waits for nothing.
            changes.setdefault("problem", "")
        self.state = replace(self.state, **changes)
        self.on_change(self.state)
