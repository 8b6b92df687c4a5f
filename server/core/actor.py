"""Who asks, as the write path knows them."""

import msgspec

from contract.envelope import Lease
from contract.ids import SERVER_DEVICE, SYSTEM_USER


class Actor(msgspec.Struct, frozen=True):
    """The maker of a command with their rights of now. ``everywhere`` lifts the branch bound (auditor, system).

    ``lent`` are roles of somebody who is away, as (who, role): they decide requests, and raise nobody's own limits. ``stands_in``:
    without them this person would decide nothing.
    """

    user: str
    name: str
    branch: str
    roles: frozenset[str]
    permissions: frozenset[str]
    active: bool = True
    everywhere: bool = False
    lent: frozenset[tuple[str, str]] = frozenset()
    stands_in: bool = False

    @property
    def lent_roles(self) -> frozenset[str]:
        """What was lent, whoever by."""
        return frozenset(role for _, role in self.lent)

    @property
    def deciding(self) -> frozenset[str]:
        """The roles in which this person decides requests."""
        return self.roles | self.lent_roles

    def apart_from(self, *people: str) -> "Actor":
        """The same without what these have lent: who asked, or whom it is about, decides it through nobody else either."""
        kept = frozenset(one for one in self.lent if one[0] not in people)
        return self if kept == self.lent else msgspec.structs.replace(self, lent=kept)

    def decides_about(self, *people: str) -> bool:
        """Whether this person, who may decide, may do so where it is about these: in their own place nobody stands in for them."""
        return not self.stands_in or bool(self.apart_from(*people).lent)


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
