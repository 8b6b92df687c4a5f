"""What a command does, in words: for whoever is asked to sign it with a code, to agree to it, or to audit it.

Taken from the command as JSON, because an older app must still say what a newer one asked. Pure; no Qt.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from contract.approvals import RequestFact
from contract.commands import decode
from contract.compare import compare_words
from contract.errors import ContractError
from contract.staff import AskForDevice
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

type Body = Mapping[str, Any]
_ABOUT_PEOPLE = frozenset(
    {"disable_user", "enable_user", "unlock_user", "end_sessions", "reset_password", "confirm_phone"}
)
_ABOUT_DEVICES = frozenset({"revoke_device", "readmit_device"})
_NAMED_DEVICES = frozenset({"add_device", "ask_for_device", "rename_device"})


@dataclass(frozen=True)
class Names:
    """How people, branches and workstations are called; each takes an id and answers "" for one out of sight."""

    person: Callable[[str], str]
    branch: Callable[[str], str]
    device: Callable[[str], str]


def words_to_compare(request: RequestFact) -> tuple[str, ...]:
    """The three words of a workstation that asks to be let in, which stand on its screen too; nothing for every other request."""
    try:
        asked = decode(request.content.encode()) if request.content else None
    except ContractError:
        return ()
    return (
        compare_words(request.request, asked.device, asked.name, asked.key) if isinstance(asked, AskForDevice) else ()
    )


def kind_words(kind: str, texts: Texts) -> str:
    """A kind of command as a list says it; one of a newer server is said in its own words."""
    key = f"act.kind.{kind}"
    return texts(key) if key in texts else kind.replace("_", " ").capitalize()


def activity_words(what: str, texts: Texts) -> str:
    """What happened around signing in; an event of a newer server is said in its own words."""
    key = f"activity.{what}"
    return texts(key) if key in texts else what.replace("_", " ").capitalize()


def like(typed: str, prefix: str, texts: Texts) -> tuple[str, ...]:
    """The kinds (prefix ``act.kind``) or events (``activity``) in whose words the typed text stands."""
    start = f"{prefix}."
    known = (key for key in texts.keys() if key.startswith(start))  # noqa: SIM118 - no mapping
    return tuple(key.removeprefix(start) for key in known if typed.casefold() in texts(key).casefold())


def role_words(role: str, texts: Texts) -> str:
    """A role's name."""
    key = f"role.{role}"
    return texts(key) if key in texts else role


def right_words(right: str, texts: Texts) -> str:
    """A permission's name."""
    key = f"right.{right}"
    return texts(key) if key in texts else right


def act_words(kind: str, body: Body, names: Names, texts: Texts) -> str:
    """The act as a sentence that names whom and how much: "Cash withdrawal up to GH₵ 80,000.00 alone for Hajara Bawa"."""
    if kind in ("add_user", "change_user"):
        name = body.get("full_name") or _person(body, names)
        return texts(f"act.{kind}", name=name, roles=_roles(body, texts), branch=_named(names.branch, body, "branch"))
    if kind in _ABOUT_PEOPLE:
        return texts(f"act.{kind}", name=_person(body, names))
    if kind == "change_role":
        role = role_words(str(body.get("role", "")), texts)
        return texts("act.change_role", role=role, n=len(body.get("permissions", ())))
    if kind == "set_limit":
        return _limit_words(body, names, texts)
    if kind in _ABOUT_DEVICES:
        return texts(f"act.{kind}", device=_named(names.device, body, "device"))
    if kind in _NAMED_DEVICES:
        return texts(f"act.{kind}", device=str(body.get("name", "")))
    if kind == "set_approval_rule":
        return texts("act.set_approval_rule", rule=str(body.get("rule", "")))
    if kind == "set_product":
        return texts("act.set_product", product=str(body.get("product", "")), name=_name_of(body.get("terms")))
    return _money_words(kind, body, texts)


def asked_words(request: RequestFact, body: Body, names: Names, texts: Texts) -> str:
    """What a request asks, and who asked: the amount and the holder of money, the act itself for all else."""
    if request.amount:
        amount = formats.money_with_sign(request.amount, request.currency)
        params = {"kind": kind_words(request.kind, texts), "amount": amount, "holder": request.holder}
        what = texts("act.money_of" if request.holder else "act.money", **params)
    else:
        what = act_words(request.kind, body, names, texts)
    return texts("act.asked_by", what=what, maker=request.maker_name)


def act_lines(kind: str, body: Body, names: Names, texts: Texts) -> list[tuple[str, str]]:
    """What is asked, value by value, for whoever decides. Empty for a command that is not about the staff."""
    found: list[tuple[str, str]] = []
    if kind in ("add_user", "change_user"):
        found = [
            ("name", str(body.get("full_name") or _person(body, names))),
            ("username", str(body.get("username", ""))),
            ("staff_number", str(body.get("staff_number", ""))),
            ("roles", _roles(body, texts)),
            ("branch", _named(names.branch, body, "branch")),
            ("phone", formats.phone(str(body["phone"])) if body.get("phone") else ""),
            ("phone_lost", texts("act.yes") if body.get("phone_lost") else ""),
        ]
    elif kind in _ABOUT_PEOPLE:
        found = [("name", _person(body, names))]
    elif kind == "change_role":
        rights = ", ".join(right_words(str(right), texts) for right in body.get("permissions", ()))
        everywhere = texts("act.yes" if body.get("everywhere") else "act.no")
        role = role_words(str(body.get("role", "")), texts)
        found = [("role", role), ("rights", rights or texts("act.none")), ("everywhere", everywhere)]
    elif kind == "set_limit":
        found = _limit_lines(body, names, texts)
    elif kind in _ABOUT_DEVICES | _NAMED_DEVICES:
        key = body.get("key") or {}
        found = [
            ("device", str(body.get("name") or _named(names.device, body, "device"))),
            ("branch", _named(names.branch, body, "branch") if body.get("branch") else ""),
            ("key", f"{key.get('x', '')[:8]} … {key.get('y', '')[-4:]}" if key else ""),
        ]
    return [(texts(f"act.line.{name}"), value) for name, value in (*found, ("reason", str(body.get("reason", ""))))
            if value and found]  # fmt: skip


def limit_owner(body: Body, names: Names, texts: Texts) -> str:
    """Whose bound it is: a person, a branch, or a role."""
    if body.get("user"):
        return _named(names.person, body, "user")
    if body.get("branch"):
        return _named(names.branch, body, "branch")
    return role_words(str(body.get("role", "")), texts)


def _limit_words(body: Body, names: Names, texts: Texts) -> str:
    whose, act = limit_owner(body, names, texts), kind_words(str(body.get("act", "")), texts)
    if body.get("removed"):
        return texts("act.set_limit_removed", whose=whose, act=act)
    amount = formats.money_with_sign(int(body.get("per_transaction", 0)), str(body.get("currency", "")))
    return texts("act.set_limit", whose=whose, act=act, amount=amount)


def _limit_lines(body: Body, names: Names, texts: Texts) -> list[tuple[str, str]]:
    currency, per_day = str(body.get("currency", "")), body.get("per_day")
    return [
        ("whose", limit_owner(body, names, texts)),
        ("act", kind_words(str(body.get("act", "")), texts)),
        ("removed", texts("act.taken_away") if body.get("removed") else ""),
        ("per_transaction", formats.money_with_sign(int(body.get("per_transaction", 0)), currency)),
        ("per_day", formats.money_with_sign(per_day, currency) if isinstance(per_day, int) else texts("act.none")),
    ]


def _money_words(kind: str, body: Body, texts: Texts) -> str:
    amount = body.get("amount")
    if not isinstance(amount, Mapping):
        return kind_words(kind, texts)
    said = formats.money_with_sign(int(amount.get("minor", 0)), str(amount.get("currency", "")))
    return texts("act.money", kind=kind_words(kind, texts), amount=said)


def _name_of(value: Any) -> str:
    return str(value.get("name", "")) if isinstance(value, Mapping) else ""


def _roles(body: Body, texts: Texts) -> str:
    return ", ".join(role_words(str(role), texts) for role in body.get("roles", ()))


def _person(body: Body, names: Names) -> str:
    return _named(names.person, body, "user")


def _named(name: Callable[[str], str], body: Body, field: str) -> str:
    """The name, or the tail of the id of something out of sight."""
    key = str(body.get(field, ""))
    return name(key) or key[-8:].upper()
