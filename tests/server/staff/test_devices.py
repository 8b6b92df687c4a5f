from contract.approvals import ApproveRequest
from contract.errors import ErrorCode
from contract.feed import Executed, NotTaken
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddDevice, AskForDevice, DeviceKey, RenameDevice, RevokeDevice
from server.staff.tables import DEVICES, DeviceRow
from tests.server.staff.bench import Founded
from tests.server.staff.test_handlers import code


def device(town: Founded, name: str = "TILL-1", letter: str = "A") -> AddDevice:
    return AddDevice(device=new_id(), name=name, branch=town.makola, key=DeviceKey(x=letter * 43, y="B" * 43))


def row(town: Founded, key: str) -> DeviceRow:
    found = town.bank.writer.resident.get(DEVICES, key)
    assert found is not None
    return found


def test_a_key_is_one_device_s_and_a_revoked_name_is_free_again(town: Founded) -> None:
    first = device(town)
    assert type(town.do(first, by=town.yaa)) is NotTaken, "without a code"
    assert isinstance(town.agreed(first), Executed)
    assert code(town.do(device(town, "TILL-2"))) is ErrorCode.ALREADY_THERE
    assert code(town.do(device(town, letter="C"))) is ErrorCode.ALREADY_THERE
    town.do(RevokeDevice(device=first.device, reason="broken"), by=town.yaa)
    assert not row(town, first.device).active
    assert isinstance(town.do(device(town, letter="C")), Executed)
    assert code(town.do(RevokeDevice(device=new_id(), reason="x"))) is ErrorCode.DEVICE_UNKNOWN


def test_anybody_may_ask_for_a_workstation_at_their_own_branch_and_a_manager_decides(town: Founded) -> None:
    efua = town.person("efua", Role.CASHIER)
    ask = AskForDevice(device=new_id(), name="TILL-9", key=DeviceKey(x="E" * 43, y="B" * 43))
    assert type(town.do(ask, by=efua)) is NotTaken, "without a code"
    request = town.asked(ask, by=efua)
    assert town.bank.writer.resident.get(DEVICES, ask.device) is None
    assert isinstance(town.coded(ApproveRequest(request=request), town.kofi), Executed)
    assert (row(town, ask.device).branch, row(town, ask.device).active) == (town.makola, True)
    assert code(town.coded(ask, efua)) is ErrorCode.ALREADY_THERE


def test_a_workstation_is_renamed_but_never_to_a_name_in_use(town: Founded) -> None:
    one, two = device(town), device(town, "TILL-2", "C")
    for command in (one, two):
        town.do(command)
    assert isinstance(town.do(RenameDevice(device=one.device, name="FRONT"), by=town.yaa), Executed)
    assert code(town.do(RenameDevice(device=two.device, name="FRONT"), by=town.yaa)) is ErrorCode.ALREADY_THERE
    assert code(town.do(RenameDevice(device=new_id(), name="X"), by=town.yaa)) is ErrorCode.DEVICE_UNKNOWN
    assert row(town, one.device).name == "FRONT"
    with town.bank.engine.connect() as conn:
        noted = (
            conn.exec_driver_sql("SELECT what FROM activity WHERE device = ? ORDER BY n", (one.device,)).scalars().all()
        )
    assert noted == ["device_added", "device_renamed"]
