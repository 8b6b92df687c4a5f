"""How people stand, for those who look after them."""

from contract.doors import PersonStanding
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import ResetPassword
from server.staff import lockout, otp, refresh, secrets, totp
from server.staff.actors import actor_of
from server.staff.sealing import Sealer
from server.staff.standing import standings
from tests.server.staff.bench import Founded
from tests.support.seeds import seed_of

PHONE = "+233244187306"


def seen(town: Founded, reader: str) -> dict[str, PersonStanding]:
    resident, actor = town.bank.writer.resident, actor_of(town.bank.writer.resident, reader)
    assert actor is not None
    with town.bank.engine.connect() as conn:
        return {one.user: one for one in standings(conn, resident, actor, town.bank.clock())}


def test_nobody_stands_out_of_the_reader_s_branch(town: Founded) -> None:
    abena = town.person("abena", Role.CASHIER, branch=town.osu)
    assert abena in seen(town, town.yaa)
    assert set(seen(town, town.kofi)) == {town.yaa, town.kofi}


def test_locked_by_guessing_until_somebody_unlocks(town: Founded) -> None:
    efua, device = town.person("efua", Role.CASHIER), new_id()
    clock = town.bank.clock

    def guess(conn) -> None:
        for _ in range(lockout.LOCK_AFTER):
            # Time enough passes between two tries.
            conn.exec_driver_sql("UPDATE sign_in_failures SET locked_until = ''")
            lockout.begin(conn, "efua", device, False, clock())
            lockout.fail(conn, "efua", device, False, clock())

    town.bank.writer.write_sync(guess)
    assert [user for user, one in seen(town, town.yaa).items() if one.locked] == [efua]
    town.bank.writer.write_sync(lambda conn: lockout.forget(conn, "efua", efua))
    assert not seen(town, town.yaa)[efua].locked


def test_how_codes_reach_them_and_when_they_were_here(town: Founded) -> None:
    efua, sealer = town.person("efua", Role.CASHIER, phone=PHONE), Sealer(b"k" * 32)
    assert [seen(town, town.yaa)[user].code_way for user in (efua, town.kofi)] == ["sms", ""]
    assert seen(town, town.yaa)[efua].last_at == ""

    def enrol(conn) -> None:
        now = town.bank.clock()
        refresh.begin(conn, efua, new_id(), "jkt", now, 3600)
        seed = totp.begin(conn, sealer, efua)
        assert totp.confirm(conn, sealer, efua, otp.totp(seed_of(seed), now.timestamp()), now)

    town.bank.writer.write_sync(enrol)
    found = seen(town, town.yaa)[efua]
    assert (found.code_way, bool(found.last_at)) == ("totp", True)


def test_a_one_time_secret_is_due_then_drawn_then_used(town: Founded) -> None:
    efua = town.person("efua", Role.CASHIER)
    town.agreed(ResetPassword(user=efua, reason="forgot"))
    assert seen(town, town.yaa)[efua].secret == "due"
    now = town.bank.clock()
    town.bank.writer.write_sync(
        lambda conn: (secrets.take_order(conn, efua, town.yaa, now), secrets.store(conn, efua, "h", now, True))
    )
    assert seen(town, town.yaa)[efua].secret == "drawn"
    town.bank.writer.write_sync(lambda conn: secrets.store(conn, efua, "h2", now, False))
    assert seen(town, town.yaa)[efua].secret == ""
