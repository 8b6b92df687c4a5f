"""The connection as a pure machine: a total table of states and events. It decides nothing else and touches nothing."""

from enum import StrEnum


class State(StrEnum):
    """offline waits for the next try; reconnecting is the try; epoch_changed sends again what a restored server may lack."""

    SIGNED_OUT = "signed_out"
    CONNECTING = "connecting"
    SYNCING = "syncing"
    ONLINE = "online"
    OFFLINE = "offline"
    RECONNECTING = "reconnecting"
    EPOCH_CHANGED = "epoch_changed"
    TOO_OLD = "too_old"
    STOPPING = "stopping"


class Event(StrEnum):
    """What happens to a connection."""

    SIGN_IN = "sign_in"
    REFUSED = "refused"
    UNLOCKED = "unlocked"
    SNAPSHOT_BEGUN = "snapshot_begun"
    SNAPSHOT_DONE = "snapshot_done"
    CAUGHT_UP = "caught_up"
    LOST = "lost"
    RETRY = "retry"
    NEW_EPOCH = "new_epoch"
    RESENT = "resent"
    SESSION_ENDED = "session_ended"
    CLIENT_TOO_OLD = "client_too_old"
    STOP = "stop"


_STATES = {
    "out": State.SIGNED_OUT, "con": State.CONNECTING, "syn": State.SYNCING, "on": State.ONLINE, "off": State.OFFLINE,
    "rec": State.RECONNECTING, "epo": State.EPOCH_CHANGED, "old": State.TOO_OLD, "stp": State.STOPPING,
}  # fmt: skip

# A dot means: the event changes nothing here (a late echo of something that is over).
_GRID = """
                out  con  syn  on   off  rec  epo  old  stp
sign_in         con  .    .    .    .    .    .    .    .
refused         .    out  .    .    .    .    .    .    .
unlocked        off  off  .    .    .    .    .    .    .
snapshot_begun  .    syn  .    syn  .    syn  syn  .    .
snapshot_done   .    .    con  .    .    .    .    .    .
caught_up       .    on   on   .    .    on   .    .    .
lost            .    off  off  off  .    off  off  .    .
retry           .    .    .    .    rec  .    .    .    .
new_epoch       .    epo  epo  epo  .    epo  .    .    .
resent          .    .    .    .    .    .    con  .    .
session_ended   .    out  out  out  out  out  out  .    .
client_too_old  old  old  old  old  old  old  old  .    .
stop            stp  stp  stp  stp  stp  stp  stp  stp  .
"""


def _table() -> dict[tuple[State, Event], State]:
    lines = _GRID.strip().splitlines()
    columns = [_STATES[name] for name in lines[0].split()]
    table = {}
    for line in lines[1:]:
        name, *cells = line.split()
        for state, cell in zip(columns, cells, strict=True):
            table[state, Event(name)] = state if cell == "." else _STATES[cell]
    return table


TABLE = _table()
CAN_SEND = frozenset({State.ONLINE, State.SYNCING})
"""States in which a teller may start what needs the server's answer."""

BACKOFF_FIRST_S = 0.5
BACKOFF_MAX_S = 15.0


def step(state: State, event: Event) -> State:
    """The next state."""
    return TABLE[state, event]


def backoff_s(attempt: int, jitter: float) -> float:
    """Seconds before try number ``attempt`` (0 first). ``jitter`` in 0..1 spreads a branch's tills over half the time."""
    whole = min(BACKOFF_MAX_S, BACKOFF_FIRST_S * 2.0 ** min(attempt, 10))
    return whole * (0.5 + jitter / 2)
