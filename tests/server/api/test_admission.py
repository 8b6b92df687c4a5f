"""The signature covers every field of the envelope: change one and it is no envelope of this device."""

import msgspec
import pytest

from contract.customers import RegisterCustomer
from contract.envelope import Envelope, Lease, envelope_signing_input
from contract.errors import ErrorCode
from contract.ids import new_id
from server.staff.denied import Denied
from server.staff.signatures import Signatures
from server.staff.tables import DeviceRow
from teller_app.sync.keys import DeviceSigner, Header

SIGNER = DeviceSigner.generate()
ROW = DeviceRow(id=SIGNER.device, name="TILL-1", branch="b", key_x=SIGNER.public.x, key_y=SIGNER.public.y)
HEADER = Header(
    id=new_id(), made_by=new_id(), counter=7, made_at="2026-11-24T09:00:00.000Z", basis_seq=3,
    lease=Lease(session=new_id(), number=1),
)  # fmt: skip
GOOD = SIGNER.seal(RegisterCustomer(customer=new_id(), number="C-1", full_name="Ama"), HEADER)
CHANGES = {
    "id": new_id(),
    "made_by": new_id(),
    "device": new_id(),
    "counter": 8,
    "made_at": "2026-11-24T09:00:00.001Z",
    "basis_seq": 4,
    "lease": None,
    "command": msgspec.Raw(bytes(GOOD.command) + b" "),
    "signature": "A" * 86,
    "chain": "A" * 43,
}


def check(envelope: Envelope, row: DeviceRow = ROW) -> None:
    Signatures().check(row, envelope.signature, envelope_signing_input(envelope))


def test_what_the_device_signed_is_good() -> None:
    check(GOOD)


@pytest.mark.parametrize("field", CHANGES)
def test_no_field_can_be_changed(field: str) -> None:
    with pytest.raises(Denied) as denied:
        check(msgspec.structs.replace(GOOD, **{field: CHANGES[field]}))
    assert denied.value.code is ErrorCode.BAD_SIGNATURE
    assert set(CHANGES) == set(Envelope.__struct_fields__)


def test_another_device_s_signature_is_not_this_one_s() -> None:
    other = DeviceSigner.generate()
    with pytest.raises(Denied):
        check(GOOD, msgspec.structs.replace(ROW, key_x=other.public.x, key_y=other.public.y))
    with pytest.raises(Denied):
        check(GOOD, msgspec.structs.replace(ROW, key_x=ROW.key_y, key_y=ROW.key_x))
