"""``docs/permissions.md`` from the code: one row for each command, read and fact, and who may. A test holds file and code together."""

from collections.abc import Iterable
from typing import Any

from contract import paths
from contract.commands import KINDS
from contract.feed import FACT_TYPES, Gone
from contract.permissions import Permission, Role
from server.api.files import GET_FILE, PUT_FILE
from server.api.outlook import ASK_MANAGER, ASK_OUTLOOK
from server.api.reads import READS
from server.api.security import DRAW_SECRET, NOTE_ACTIVITY, NOTE_PRINT
from server.core.registry import Handler, Registry, nothing_happened
from server.staff.roles import EVERYWHERE, PERMISSIONS

FACTS: dict[str, tuple[Permission | None, str]] = {
    "user": (Permission.READ_STAFF, "at the branch, and the person"),
    "device": (Permission.READ_STAFF, "at the branch"),
    "role": (Permission.READ_STAFF, "of every branch"),
    "limit": (Permission.READ_STAFF, "of every branch"),
    "branch": (Permission.READ_STAFF, "of every branch"),
    "advance": (Permission.MOVE_CASH, "at the branch, and whose it is"),
    "spot_count": (Permission.SEE_DRAWER_TOTALS, "at the branch, who counted and the witness"),
    "count_result": (Permission.SEE_DRAWER_TOTALS, "at the branch"),
    "variance": (Permission.SEE_DRAWER_TOTALS, "at the branch, and whose it is"),
    "over_short": (Permission.SEE_DRAWER_TOTALS, "at the branch, and the person"),
    "day_report": (Permission.SEE_DRAWER_TOTALS, "at the branch"),
    "till": (Permission.SEE_DRAWER_TOTALS, "at the branch"),
    "customer": (Permission.READ_CUSTOMERS, "at the branch"),
    "mandate": (Permission.READ_CUSTOMERS, "at the branch"),
    "product": (Permission.READ_NOTICES, "everywhere: whoever talks to customers says what an account costs"),
    "account": (Permission.READ_ACCOUNTS, "at the branch"),
    "transaction": (Permission.READ_BRANCH_JOURNAL, "at the branch, and its maker"),
    "drawer": (Permission.READ_ACCOUNTS, "at the branch"),
    "session": (Permission.SEE_DRAWER_TOTALS, "at the branch, and its cashier"),
    "reconciliation": (Permission.SEE_DRAWER_TOTALS, "at the branch, and its cashier from the first count on"),
    "drawer_totals": (Permission.SEE_DRAWER_TOTALS, "at the branch"),
    "float_slip": (Permission.KEEP_VAULT, "at the branch, and its cashier"),
    "stock": (Permission.SEE_DRAWER_TOTALS, "at the branch"),
    "vault": (Permission.SEE_DRAWER_TOTALS, "at the branch"),
    "cash_move": (Permission.SEE_DRAWER_TOTALS, "at the branch, and who has a part in it"),
    "requisition": (Permission.SEE_DRAWER_TOTALS, "at the branch, and who asked"),
    "loan_product": (Permission.READ_ACCOUNTS, "of every branch"),
    "loan": (Permission.READ_ACCOUNTS, "at the branch"),
    "request": (Permission.DECIDE, "at the branch (once it was escalated there, too), and its maker"),
    "request_line": (Permission.DECIDE, "at the request's branch, and its maker"),
    "approval_rule": (Permission.OVERSEE_STAFF, "of every branch; how long a held form is kept: everybody"),
    "delegation": (Permission.DECIDE, "at the branch, and the two"),
    "stand_in": (Permission.DECIDE, "at the branch, and its cashier"),
    "stand_in_code": (Permission.POST_CASH, "at the branch, and its owner"),
    "notice": (None, "whom it was told to"),
}
"""Whom each fact is stated to. The rooms state it; ``tests/server/api/test_permission_table.py`` compares with what they stated."""

WRITES: tuple[tuple[str, Permission | None, str], ...] = (
    (paths.ONE_TIME_SECRET, DRAW_SECRET, "whoever asked for the person or the reset, once"),
    (paths.CODES, None, "with the command's own right"),
    (paths.CODE_CONFIRM, None, "one's own code, at its workstation"),
    (paths.SECOND, None, "with the command's own right; the second person with theirs"),
    (paths.TOTP, None, "one's own, with the password again"),
    (paths.TOTP_CONFIRM, None, "one's own"),
    (paths.SESSION_END, None, "one's own; with oversee_staff at the branch"),
    (paths.ACTIVITY, NOTE_ACTIVITY, "says what the app printed"),
    (paths.PRINTS, NOTE_PRINT, "numbers a duplicate"),
    (paths.OUTLOOK, ASK_OUTLOOK, "what waits at the own workstation; books nothing"),
    (paths.OUTLOOK_MANAGER, ASK_MANAGER, "those who decide at the branch are told"),
)
"""Doors that are no commands. Signing in, a password and a new workstation need a proof of the device's key and the password."""

_HEAD = """# Who may do what

Made by `python -m server permissions` from the code; a test compares. Roles are rows in the database: these are the rights
each role has after the first migration. Whoever is not marked *everywhere* acts and sees at their own branch.
A maker never decides about their own request, whatever the role. Limits are rows, too: by role,
person and branch, for a transaction and for a day (`set_limit`); by drawer, customer's tier, branch and flag, for an amount and
for a day (`set_approval_rule`). Each one that is passed asks for a second person.
"""


def render(registry: Registry) -> str:
    """The whole file."""
    commands = sorted(
        (
            f"command `{kind}`",
            handler.permission,
            _offline(handler),
        )
        for kind, handler in ((kind, registry.by_kind[type_]) for kind, type_ in KINDS.items())
    )
    reads = [(f"read `{read.path}`", read.permission, "") for read in READS]
    reads += [("read `/v1/files/{sha256}`", GET_FILE, ""), ("write `/v1/files/{sha256}`", PUT_FILE, "")]
    reads += [(f"write `{path}`", permission, besides) for path, permission, besides in WRITES]
    facts = [(f"fact `{kind}`", *FACTS[kind]) for kind in fact_kinds()]
    return "\n".join([_HEAD, *_table(commands), "", *_table(reads), "", *_table(facts), ""])


def _offline(handler: Handler[Any]) -> str:
    """What becomes of such a command that was made while the server was away, where it can say so."""
    if handler.happened is not nothing_happened:
        return "taken offline: to suspense, whoever took it in"
    return "taken offline: refused" if "taken_offline" in handler.kind.__struct_fields__ else ""


def fact_kinds() -> list[str]:
    """The tags of all facts. ``Gone`` goes to whoever was told before."""
    return [str(kind.__struct_config__.tag) for kind in FACT_TYPES if kind is not Gone]


def _table(rows: Iterable[tuple[str, Permission | None, str]]) -> list[str]:
    roles = list(Role)
    names = [role.value.replace("_", " ") + ("*" if role in EVERYWHERE else "") for role in roles]
    lines = [f"| what | permission | {' | '.join(names)} | besides |", "|---|---|" + "---|" * (len(roles) + 1)]
    for what, permission, besides in rows:
        marks = ["yes" if _may(role, permission) else "" for role in roles]
        lines.append(
            f"| {what} | {permission.value if permission else 'signed in'} | {' | '.join(marks)} | {besides} |"
        )
    return lines


def _may(role: Role, permission: Permission | None) -> bool:
    return permission is None or permission in PERMISSIONS[role]
