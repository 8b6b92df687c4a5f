"""Who asks, as the write path knows them."""

import msgspec

from contract.envelope import Lease
from contract.ids import SERVER_DEVICE, SYSTEM_USER


class Actor(msgspec.Struct, frozen=True):
    """The maker of a command with their rights of now. ``everywhere`` lifts the branch bound (auditor, system).

    ``lent`` are roles of somebody who is away: they decide requests, and raise nobody's own limits.
    """

    user: str
    name: str
    branch: str
    roles: frozenset[str]
    permissions: frozenset[str]
    active: bool = True
    everywhere: bool = False
    lent: frozenset[str] = frozenset()


class Header(msgspec.Struct, frozen=True):
    """What came with the command. ``signature`` and ``link`` are empty for the bank's own commands."""

    command_id: str
    made_by: str
    delivered_by: str
    device: str
    counter: int
    made_at: str
    basis_seq: int = 0
    lease: Lease | None = None
    signature: str = ""
    chain: str = ""
    link: str = ""

    @property
    def signed(self) -> str:
        """What the device signed and the journal's header does not say: basis, lease and chain. Empty for the bank's own commands."""
        if not self.signature:
            return ""
        held = f"{self.lease.session}/{self.lease.number}" if self.lease else "-"
        return f"{self.basis_seq} {held} {self.chain or '-'}"


def system_header(command_id: str, made_at: str) -> Header:
    """The header of a command that the bank gives itself."""
    return Header(
        command_id=command_id,
        made_by=SYSTEM_USER,
        delivered_by=SYSTEM_USER,
        device=SERVER_DEVICE,
        counter=0,
        made_at=made_at,
    )
