from contract.errors import ErrorCode
from contract.feed import AnyAnswer, Executed, Gone, NotTaken, Refused
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddDevice, AddUser, ChangeUser, DeviceKey, DisableUser, RevokeDevice, UserFact
from server.api.journal_reads import stored_push
from server.staff.tables import DEVICES, USERS
from tests.server.staff.bench import Founded


def code(answer: AnyAnswer) -> ErrorCode:
    assert isinstance(answer, Refused), answer
    return answer.problem.code


def add_user(town: Founded, **changes: object) -> AddUser:
    given = {"user": new_id(), "username": "kojo", "full_name": "Kojo", "staff_number": "K7", "roles": (Role.CASHIER,), "branch": town.makola}  # fmt: skip
    return AddUser(**{**given, **changes})  # type: ignore[arg-type]


def device(town: Founded, name: str = "TILL-1", letter: str = "A") -> AddDevice:
    return AddDevice(device=new_id(), name=name, branch=town.makola, key=DeviceKey(x=letter * 43, y="B" * 43))


def test_an_administrator_adds_a_person_who_is_there_at_once(town: Founded) -> None:
    command = add_user(town)
    assert isinstance(town.do(command, by=town.yaa), Executed)
    row = town.bank.writer.resident.get(USERS, command.user)
    assert row is not None
    assert (row.username, row.roles, row.active) == ("kojo", ["cashier"], True)


def test_names_numbers_and_ids_belong_to_one_person_for_ever(town: Founded) -> None:
    first = add_user(town)
    town.do(first)
    town.do(DisableUser(user=first.user, reason="left"))
    for other in (
        add_user(town, username="kojo", staff_number="K8"),
        add_user(town, username="kojo2"),
        add_user(town, user=first.user, username="kojo3", staff_number="K9"),
    ):
        assert code(town.do(other)) is ErrorCode.USER_EXISTS
    assert code(town.do(add_user(town, branch=new_id()))) is ErrorCode.BRANCH_UNKNOWN


def test_a_cashier_adds_nobody(town: Founded) -> None:
    efua = town.person("efua", Role.CASHIER)
    assert town.do(add_user(town), by=efua) == NotTaken(
        code=ErrorCode.NOT_PERMITTED, params={"permission": "change_staff"}
    )


def test_who_moves_is_gone_for_the_old_branch_and_there_for_the_new(town: Founded) -> None:
    efua = town.person("efua", Role.CASHIER)
    town.do(ChangeUser(user=efua, roles=(Role.CASHIER,), branch=town.osu), by=town.yaa)
    with town.bank.engine.connect() as conn:
        facts = stored_push(conn, town.bank.hub.head, 500).rows[-1].facts
    assert [(audience.branch, b'"gone"' in raw) for audience, raw in facts] == [(town.makola, True), (town.osu, False)]
    assert Gone.__struct_config__.tag == "gone"
    assert UserFact.__struct_config__.tag == "user"


def test_nobody_changes_or_disables_themselves(town: Founded) -> None:
    for command in (
        ChangeUser(user=town.yaa, roles=(Role.MANAGER,), branch=town.makola),
        DisableUser(user=town.yaa, reason="tired"),
    ):
        assert code(town.do(command, by=town.yaa)) is ErrorCode.NOT_PERMITTED


def test_a_disabled_person_acts_no_more(town: Founded) -> None:
    kwame = town.person("kwame", Role.ADMINISTRATOR)
    town.do(DisableUser(user=kwame, reason="left"), by=town.yaa)
    assert town.do(add_user(town), by=kwame) == NotTaken(code=ErrorCode.MAKER_DISABLED)
    assert code(town.do(DisableUser(user=new_id(), reason="x"))) is ErrorCode.USER_UNKNOWN


def test_a_key_is_one_device_s_and_a_revoked_name_is_free_again(town: Founded) -> None:
    first = device(town)
    assert isinstance(town.do(first, by=town.yaa), Executed)
    assert code(town.do(device(town, "TILL-2"))) is ErrorCode.ALREADY_THERE
    assert code(town.do(device(town, letter="C"))) is ErrorCode.ALREADY_THERE
    town.do(RevokeDevice(device=first.device, reason="broken"), by=town.yaa)
    row = town.bank.writer.resident.get(DEVICES, first.device)
    assert row is not None
    assert not row.active
    assert isinstance(town.do(device(town, letter="C")), Executed)
    assert code(town.do(RevokeDevice(device=new_id(), reason="x"))) is ErrorCode.DEVICE_UNKNOWN
