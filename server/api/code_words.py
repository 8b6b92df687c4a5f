"""What a code is for, in the words of the message that brings it: what one sees on the phone is what one signs.

English and short: it is read on a phone, next to a screen that says the same in the person's language.
"""

from sqlalchemy import Connection

from contract.approvals import ApproveRequest
from contract.base import Command
from contract.commands import decode, kind_of
from contract.money import money_text
from contract.staff import (
    AddDevice,
    AddUser,
    AskForDevice,
    ChangeRole,
    ChangeUser,
    ConfirmPhone,
    EnableUser,
    ResetPassword,
    SetLimit,
)
from server.approvals.tables import REQUESTS, RequestRow
from server.core.branch_table import BRANCHES
from server.core.unit import Resident
from server.staff.names import person_name


def act_of(conn: Connection, resident: Resident, command: Command) -> str:
    """The act in words that follow "to": "approve withdraw GHS 6,000.00 of Ama Mensah, asked by Efua"."""
    if isinstance(command, ApproveRequest):
        row = REQUESTS.fetch(conn, [command.request]).get(command.request)
        return f"approve {_asked(conn, resident, row)}" if row else "approve a request"
    return _staff_act(resident, command) or kind_of(command).replace("_", " ")


def _asked(conn: Connection, resident: Resident, row: RequestRow) -> str:
    if not row.amount:
        return f"what {row.maker_name} asked: {act_of(conn, resident, decode(row.body.encode()))}"
    of = f" of {row.holder}" if row.holder else ""
    return f"{row.kind.replace('_', ' ')} {money(row.amount, row.currency)}{of}, asked by {row.maker_name}"


def _staff_act(resident: Resident, command: Command) -> str:
    match command:
        case AddUser():
            return f"add {command.full_name} as {_listed(command.roles)}"
        case ChangeUser():
            return f"make {_name(resident, command.user)} {_listed(command.roles)}{_phone(command)} at {_branch(resident, command.branch)}"
        case ConfirmPhone():
            return "have your codes sent to this phone"
        case EnableUser():
            return f"let {_name(resident, command.user)} work here again"
        case ResetPassword():
            return f"reset the password of {_name(resident, command.user)}"
        case ChangeRole():
            return f"give the role {command.role.value} {len(command.permissions)} rights"
        case SetLimit():
            return _limit(resident, command)
        case AddDevice() | AskForDevice():
            return f"admit the workstation {command.name}"
    return ""


def _limit(resident: Resident, command: SetLimit) -> str:
    if command.user:
        whose = _name(resident, command.user)
    else:
        whose = _branch(resident, command.branch) if command.branch else command.role.value if command.role else ""
    if command.removed:
        return f"remove the {command.act} limit of {whose}"
    return f"set the {command.act} limit of {whose} to {money(command.per_transaction, command.currency)}"


def money(minor: int, currency: str) -> str:
    """As "GHS 6,000.00": currencies here have two decimals."""
    return f"{currency} {money_text(minor)}"


def _phone(command: ChangeUser) -> str:
    """Which phone is noted and whether the one before is lost: a code on a phone is worth what the phone is."""
    noted = f", phone ...{command.phone[-3:]}" if command.phone else ""
    return f"{noted}, old phone lost" if command.phone_lost else noted


def _name(resident: Resident, user: str) -> str:
    return person_name(resident, user) or "somebody"


def _branch(resident: Resident, branch: str) -> str:
    row = resident.get(BRANCHES, branch)
    return row.name if row else "a branch"


def _listed(roles: tuple[str, ...]) -> str:
    return ", ".join(str(role) for role in roles)
