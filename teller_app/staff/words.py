"""What the staff room says of people, workstations, sign-ins and roles. Pure; no Qt."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from contract.approvals import RequestFact
from contract.doors import SessionView
from contract.money import CURRENCIES
from contract.permissions import Role
from contract.staff import DeviceFact, UserFact
from teller_app.i18n import acts, formats
from teller_app.i18n.text import Texts
from teller_app.staff import rules
from teller_app.staff.state import StaffState, body_of

CURRENCY = "GHS"
_PERSON_TONES = {"active": "pos", "locked": "neg", "waits": "warn", "due": "warn", "drawn": "info", "left": "mute"}
_DEVICE_TONES = {"in_use": "pos", "free": "info", "stopped": "neg", "revoked": "mute"}
CELL_TONES = {rules.LIMIT: "accent", rules.READ: "mute", rules.MAKER: "warn"}


def names(state: StaffState) -> acts.Names:
    """How people, branches and workstations are called here."""
    return acts.Names(state.name, state.branch_name, state.device_name)


def roles(person: UserFact, texts: Texts) -> str:
    """ "Cashier, Manager"."""
    return ", ".join(acts.role_words(role.value, texts) for role in person.roles)


def branch(state: StaffState, key: str) -> str:
    """The branch's name, the tail of its id where it is out of sight."""
    return state.branch_name(key) or key[-8:].upper()


def person_limit(state: StaffState, person: UserFact) -> str:
    """What they may pay out alone, a dash where nothing; in another currency where there is no bound in the bank's first."""
    for code in (CURRENCY, *(code for code in CURRENCIES if code != CURRENCY)):
        found = rules.limit_of(person, state.limits, "withdraw", code)
        if found:
            return formats.money(found) if code == CURRENCY else formats.money_with_sign(found, code)
    return formats.money_or_dash(0)


def code_way(state: StaffState, person: UserFact, texts: Texts) -> str:
    """How codes reach them; a dash while the server has not said."""
    standing = state.standing.get(person.user)
    if standing is None:
        return formats.EM_DASH
    return texts(f"staff.way.{standing.code_way or ('waits' if person.noted else 'none')}")


def phone_now(person: UserFact, texts: Texts) -> str:
    """How their phone ends, and how the one that waits for its owner does; empty where there is neither."""
    if not person.noted_end:
        return texts("staff.field.phone_now", end=person.phone_end) if person.phone_end else ""
    if not person.phone_end:
        return texts("staff.field.phone_waits", end=person.noted_end)
    return texts("staff.field.phone_both", end=person.phone_end, waits=person.noted_end)


def person_status(state: StaffState, person: UserFact, texts: Texts) -> tuple[str, str]:
    """Words and tone of how somebody stands."""
    found = state.state_of(person)
    return texts(f"staff.state.{found}"), _PERSON_TONES[found]


def device_status(state: StaffState, device: DeviceFact, texts: Texts) -> tuple[str, str]:
    """Words and tone of how a workstation stands."""
    found = rules.device_state(device, {one.device for one in state.sessions}, state.is_stopped(device.device))
    return texts(f"staff.device.{found}"), _DEVICE_TONES[found]


def asked_by(request: RequestFact, texts: Texts, today: date) -> str:
    """Who asked and when."""
    return texts("staff.asked_by", name=request.maker_name, at=formats.when(request.at, texts.language, today))


def request_words(state: StaffState, request: RequestFact, texts: Texts) -> str:
    """What a waiting change does."""
    return acts.act_words(request.kind, body_of(request), names(state), texts)


def session_line(session: SessionView, texts: Texts, today: date) -> str:
    """Since when, until when at the latest."""
    since, until = (formats.when(at, texts.language, today) for at in (session.started_at, session.ends_at))
    return texts("staff.session.since", since=since, until=until)


def second(stamp: str, texts: Texts, today: date) -> str:
    """Day and time; today's to the second: what was done one after the other stays apart."""
    at = formats.moment(stamp)
    return formats.clock_seconds(at) if at.date() == today else formats.when(stamp, texts.language)


def cell(mark: str, texts: Texts) -> str:
    """A cell of the table of roles: never colour alone."""
    return {rules.DASH: formats.EM_DASH, rules.YES: "✓"}.get(mark) or texts(f"staff.cell.{mark}")


def columns_of_roles(state: StaffState) -> list[Role]:
    """The roles that the bank has, in the order of their kind."""
    held = {fact.role for fact in state.roles}
    return [role for role in Role if role in held]


def problem(state: StaffState, texts: Texts) -> tuple[str, str]:
    """What was refused and what to do; a field that does not fit is named in this room's words."""
    if state.problem == "field_unfit":
        return field_words(state.problem_params, texts)
    said = texts.for_code(state.problem, state.problem_params)
    return said.title, said.what_to_do


def field_words(params: Mapping[str, Any], texts: Texts) -> tuple[str, str]:
    """Which field does not fit, and how it should be."""
    key = f"staff.unfit.{params.get('field', '')}"
    return texts("staff.unfit"), texts(key) if key in texts else texts("staff.unfit.other")
