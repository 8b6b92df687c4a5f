"""What stands on the day's track beside the postings: when, and what. Pure; no Qt."""

from collections.abc import Iterator

from contract.history import DrawerHistory

_STEPS = {"opening": "opened", "exchange": "exchange", "from_vault": "vault", "to_vault": "vault", "from_drawer": "exchange",
          "to_drawer": "exchange"}  # fmt: skip
"""Steps that are events, by their kind."""


def events(history: DrawerHistory) -> Iterator[tuple[str, str]]:
    """(when, name) of each, in no order; the names are ``history.event.*`` of the texts."""
    for step in history.steps:
        if step.kind in _STEPS:
            yield step.at, _STEPS[step.kind]
    for approval in history.approvals:
        yield approval.at, "approval"
    for count in history.counts:
        yield count.at, "count"
    for pause in history.breaks:
        yield pause.at, "break"


def next_event(history: DrawerHistory, cursor: str, on: bool) -> str:
    """The event behind (``on``) or before a time, "" where there is none."""
    times = [at for at, _ in events(history) if (at > cursor if on else at < cursor)]
    return (min if on else max)(times, default="")
