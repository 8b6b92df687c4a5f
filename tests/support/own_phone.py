"""A phone as its owner has confirmed it: for those who need a code on it and not the way there."""

from contract.commands import fingerprint
from contract.feed import Executed
from contract.ids import new_id
from contract.staff import ConfirmPhone
from server.core.actor import Header
from server.core.clock import Clock, stamp, system_clock
from server.core.writer import Writer
from server.staff import codes
from server.staff.tables import USERS


def own_phone(writer: Writer, user: str, clock: Clock = system_clock) -> None:
    """What was noted for this person counts from now on, as if they had typed the code that went there."""
    command = ConfirmPhone(user=user, noted=writer.resident.rows(USERS)[user].noted)
    device, now = new_id(), clock()
    writer.write_sync(lambda conn: codes.grant(conn, user, device, fingerprint(command), now))
    header = Header(
        command_id=new_id(), made_by=user, delivered_by=user, device=device, counter=0, made_at=stamp(now)
    )  # fmt: skip
    answer = writer.execute_sync(header, command)
    assert isinstance(answer, Executed), answer
