"""People, by two hands; what stops a harm by one."""

import pytest

from contract.approvals import ApproveRequest
from contract.base import Command
from contract.commands import fingerprint
from contract.errors import ErrorCode
from contract.feed import AnyAnswer, Awaiting, Executed, Gone, NotTaken, Refused
from contract.ids import SYSTEM_USER, new_id
from contract.permissions import Role
from contract.staff import (
    AddUser,
    ChangeUser,
    DisableUser,
    EnableUser,
    EndSessions,
    ResetPassword,
    UnlockUser,
    UserFact,
)
from server.api.journal_reads import stored_push
from server.core.clock import system_clock
from server.staff import codes, lockout, secrets
from server.staff.tables import USERS, UserRow
from tests.server.staff.bench import Founded


def code(answer: AnyAnswer) -> ErrorCode:
    assert isinstance(answer, Refused), answer
    return answer.problem.code


def add_user(town: Founded, **changes: object) -> AddUser:
    given = {"user": new_id(), "username": "kojo", "full_name": "Kojo", "staff_number": "K7", "roles": (Role.CASHIER,), "branch": town.makola}  # fmt: skip
    return AddUser(**{**given, **changes})  # type: ignore[arg-type]


def row(town: Founded, user: str) -> UserRow:
    found = town.bank.writer.resident.get(USERS, user)
    assert found is not None
    return found


def test_a_person_is_added_by_two_hands_each_with_a_code(town: Founded) -> None:
    command = add_user(town, phone="+233244187306")
    assert town.do(command, by=town.yaa) == NotTaken(code=ErrorCode.CODE_NEEDED, params={"kind": "add_user"})
    request = town.asked(command)
    assert town.bank.writer.resident.get(USERS, command.user) is None, "it waits"
    approve = ApproveRequest(request=request)
    assert town.do(approve, by=town.kofi) == NotTaken(code=ErrorCode.CODE_NEEDED, params={"kind": "approve_request"})
    assert isinstance(town.coded(approve, town.kofi), Executed)
    added = row(town, command.user)
    assert (added.username, added.roles, added.active) == ("kojo", ["cashier"], True)
    assert (added.phone, added.noted_phone) == ("", "+233244187306"), "it counts once its owner has confirmed it"
    with town.bank.engine.begin() as conn:
        assert secrets.take_order(conn, command.user, town.yaa, system_clock()), "the maker draws the first secret"


def test_the_maker_never_checks_nor_does_whom_it_concerns(town: Founded) -> None:
    both = town.person("ama", Role.ADMINISTRATOR, Role.MANAGER)
    request = town.asked(add_user(town), by=both)
    assert code(town.coded(ApproveRequest(request=request), both)) is ErrorCode.MAKER_IS_CHECKER
    request = town.asked(ChangeUser(user=town.kofi, roles=(Role.MANAGER, Role.OPERATIONS), branch=town.makola))
    assert code(town.coded(ApproveRequest(request=request), town.kofi)) is ErrorCode.NOT_PERMITTED


def test_the_manager_of_the_branch_that_it_concerns_decides(town: Founded) -> None:
    musa = town.person("musa", Role.MANAGER, branch=town.osu)
    request = town.asked(add_user(town, branch=town.osu))
    assert code(town.coded(ApproveRequest(request=request), town.kofi)) is ErrorCode.WRONG_BRANCH
    assert isinstance(town.coded(ApproveRequest(request=request), musa), Executed)


def test_a_code_is_for_one_command_and_counts_once(town: Founded) -> None:
    kojo, ama = add_user(town), add_user(town, username="ama", staff_number="A1")
    device = new_id()

    town.bank.writer.write_sync(lambda conn: codes.grant(conn, town.yaa, device, fingerprint(kojo), system_clock()))
    assert type(town.do(ama, town.yaa, device)) is NotTaken, "another command"
    assert type(town.do(kojo, town.yaa)) is NotTaken, "another workstation"
    assert type(town.do(kojo, town.kofi, device)) is NotTaken, "another person"
    assert isinstance(town.do(kojo, town.yaa, device), Awaiting)
    assert town.do(kojo, town.yaa, device) == NotTaken(code=ErrorCode.CODE_NEEDED, params={"kind": "add_user"})


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
        assert code(town.coded(other, town.yaa)) is ErrorCode.USER_EXISTS, "refused before anybody is asked"
    assert code(town.do(add_user(town, branch=new_id()))) is ErrorCode.BRANCH_UNKNOWN


def test_a_cashier_adds_nobody(town: Founded) -> None:
    efua = town.person("efua", Role.CASHIER)
    assert town.do(add_user(town), by=efua) == NotTaken(
        code=ErrorCode.NOT_PERMITTED, params={"permission": "change_staff"}
    )


def test_who_moves_is_gone_for_the_old_branch_and_there_for_the_new(town: Founded) -> None:
    efua, musa = town.person("efua", Role.CASHIER), town.person("musa", Role.MANAGER, branch=town.osu)
    move = ChangeUser(user=efua, roles=(Role.CASHIER,), branch=town.osu, full_name="Efua Boateng")
    answer = town.do(move, by=town.yaa)
    assert isinstance(answer, Awaiting), "the same roles and phone: no code, but a second hand"
    town.coded(ApproveRequest(request=answer.result.request), musa)
    with town.bank.engine.connect() as conn:
        facts = stored_push(conn, town.bank.hub.head, 500).rows[-1].facts
    people = [(audience.branch, b'"gone"' in raw) for audience, raw in facts if b'"request"' not in raw[:20]]
    assert people == [(town.makola, True), (town.osu, False)]
    assert row(town, efua).full_name == "Efua Boateng"
    assert Gone.__struct_config__.tag == "gone"
    assert UserFact.__struct_config__.tag == "user"


def test_nobody_changes_disables_or_unlocks_themselves(town: Founded) -> None:
    kwame = town.person("kwame", Role.ADMINISTRATOR)
    for command in (
        ChangeUser(user=kwame, roles=(Role.MANAGER,), branch=town.makola),
        DisableUser(user=kwame, reason="tired"),
        UnlockUser(user=kwame, reason="mistyped"),
        ResetPassword(user=kwame, reason="forgotten"),
        EnableUser(user=kwame, reason="again"),
    ):
        assert code(town.coded(command, kwame)) is ErrorCode.NOT_PERMITTED, command


def test_the_last_administrator_stays(town: Founded) -> None:
    move = ChangeUser(user=town.yaa, roles=(Role.MANAGER,), branch=town.makola)
    assert code(town.do(move)) is ErrorCode.LAST_ADMINISTRATOR
    assert code(town.do(DisableUser(user=town.yaa, reason="x"))) is ErrorCode.LAST_ADMINISTRATOR
    town.person("kwame", Role.ADMINISTRATOR)
    assert isinstance(town.do(move), Executed)


def test_a_disabled_person_acts_no_more_and_comes_back_without_the_sessions_of_before(town: Founded) -> None:
    kwame = town.person("kwame", Role.ADMINISTRATOR)
    assert isinstance(town.do(DisableUser(user=kwame, reason="left"), by=town.yaa), Executed), "one hand is enough"
    assert town.do(add_user(town), by=kwame) == NotTaken(code=ErrorCode.MAKER_DISABLED)
    assert code(town.do(DisableUser(user=new_id(), reason="x"))) is ErrorCode.USER_UNKNOWN
    before = row(town, kwame).sessions_from
    assert before
    town.agreed(EnableUser(user=kwame, reason="back"))
    assert row(town, kwame).active
    assert row(town, kwame).sessions_from >= before


def test_a_reset_leaves_no_password_and_one_secret_to_draw(town: Founded) -> None:
    efua = town.person("efua", Role.CASHIER)
    town.bank.writer.write_sync(lambda conn: secrets.store(conn, efua, "hash", system_clock()))
    town.agreed(ResetPassword(user=efua, reason="forgotten"))
    with town.bank.engine.begin() as conn:
        assert secrets.stored(conn, efua, system_clock()) == (None, False)
        assert not secrets.take_order(conn, efua, town.kofi, system_clock()), "not the checker"
        assert secrets.take_order(conn, efua, town.yaa, system_clock())
        assert not secrets.take_order(conn, efua, town.yaa, system_clock()), "once"
    assert row(town, efua).sessions_from


def test_a_manager_unlocks_people_of_the_branch(town: Founded) -> None:
    efua, abena = town.person("efua", Role.CASHIER), town.person("abena", Role.CASHIER, branch=town.osu)
    with town.bank.engine.begin() as conn:
        lockout.begin(conn, "efua", "till", True, system_clock())
    assert isinstance(town.do(UnlockUser(user=efua, reason="mistyped"), by=town.kofi), Executed)
    assert code(town.do(UnlockUser(user=abena, reason="x"), by=town.kofi)) is ErrorCode.WRONG_BRANCH
    assert type(town.do(UnlockUser(user=town.kofi, reason="x"), by=efua)) is NotTaken
    with town.bank.engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM sign_in_failures WHERE id LIKE 'efua%'").scalar() == 0
        assert conn.exec_driver_sql("SELECT user, \"by\" FROM activity WHERE what = 'unlocked'").all() == [
            (efua, town.kofi)
        ]


@pytest.mark.parametrize(
    ("by", "refused"), [("efua", ""), ("kofi", ""), ("kojo", "not_permitted"), ("musa", "wrong_branch")]
)
def test_signed_out_everywhere_by_oneself_or_by_who_looks_after_one(town: Founded, by: str, refused: str) -> None:
    people = {"efua": town.person("efua", Role.CASHIER), "kofi": town.kofi, "kojo": town.person("kojo", Role.CASHIER),
              "musa": town.person("musa", Role.MANAGER, branch=town.osu)}  # fmt: skip
    answer = town.do(EndSessions(user=people["efua"]), by=people[by])
    assert (code(answer) if refused else "") == refused
    assert bool(row(town, people["efua"]).sessions_from) is not bool(refused)


def test_the_command_line_asks_nobody(town: Founded) -> None:
    command: Command = add_user(town)
    assert isinstance(town.do(command, by=SYSTEM_USER), Executed)
