"""Why an intent of the staff room means nothing now. Pure."""

from teller_app.staff.state import StaffState

PEOPLE = frozenset({"person", "limit", "disable", "enable", "unlock", "reset", "sign_out", "secret"})
DEVICES = frozenset({"revoke", "rename", "readmit"})
OVERSEEN = frozenset({"unlock", "sign_out", "revoke", "end"})
"""Acts of whoever looks after people; the rest are an administrator's."""
MACHINES = frozenset({"add", "rename", "readmit"})
"""Acts of whoever may change workstations."""


def why_off(state: StaffState, intent: str) -> str:
    """right, offline, choice, own, state or ""."""
    if not _may(state, intent):
        return "right"
    if not state.online:
        return "offline"
    if intent == "edit":
        return _edit(state)
    if intent == "verify":
        return "state" if state.trail.check.state == "checking" else ""
    if intent in PEOPLE:
        return _person(state, intent)
    if intent in DEVICES:
        return _device(state, intent)
    if intent == "decide":
        return "" if state.waiting else "none"
    return "choice" if intent == "end" and not any(one.session == state.session for one in state.sessions) else ""


def _may(state: StaffState, intent: str) -> bool:
    if intent in ("find", "trail", "verify", "export"):
        return True
    if intent == "decide":
        return state.may_decide
    if intent == "edit":
        return state.may_change or state.may_oversee
    if intent in OVERSEEN:
        return state.may_oversee
    return state.may_change_devices if intent in MACHINES else state.may_change


def _edit(state: StaffState) -> str:
    """A bound for whoever changes the staff; for whoever only looks after people there is something to unlock, or nothing."""
    if state.chosen is None:
        return "choice"
    if state.person == state.user:
        return "own"
    return "" if state.may_change or state.state_of(state.chosen) == "locked" else "state"


def _device(state: StaffState, intent: str) -> str:
    """Only one whose record forked is stopped, and can be admitted again."""
    if state.station is None:
        return "choice"
    return "" if state.station.active and (intent != "readmit" or state.is_stopped(state.device)) else "state"


def _person(state: StaffState, intent: str) -> str:
    chosen = state.chosen
    if chosen is None:
        return "choice"
    if chosen.user == state.user and intent != "sign_out":
        return "own"
    if intent == "enable":
        return "state" if chosen.active else ""
    return "" if chosen.active else "state"
