"""What people and workstations are called now, for whoever reads an id: empty where nobody and nothing has it."""

from server.core.unit import Resident
from server.staff.tables import DEVICES, USERS


def person_name(resident: Resident, user: str) -> str:
    """The person's full name."""
    row = resident.get(USERS, user)
    return row.full_name if row else ""


def staff_number(resident: Resident, user: str) -> str:
    """The person's staff number."""
    row = resident.get(USERS, user)
    return row.staff_number if row else ""


def device_name(resident: Resident, device: str) -> str:
    """The workstation's name."""
    row = resident.get(DEVICES, device)
    return row.name if row else ""
