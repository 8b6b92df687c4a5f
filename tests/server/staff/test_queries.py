from contract.permissions import Role
from server.staff.actors import actor_of, reader_of
from server.staff.queries import sources, user_named
from tests.server.staff.bench import Founded


def share(town: Founded, user: str, topic: str) -> set[str]:
    actor = actor_of(town.bank.writer.resident, user)
    assert actor is not None
    source = next(item for item in sources() if item.topic == topic)
    found, after = set(), ""
    with town.bank.engine.connect() as conn:
        while rows := source.page(conn, reader_of(actor), after, 2):
            found |= {key for key, fact in rows if fact is not None}
            after = rows[-1][0]
    return found


def test_a_snapshot_holds_the_people_one_may_know(town: Founded) -> None:
    efua, kojo = town.person("efua", Role.CASHIER), town.person("kojo", Role.CASHIER, branch=town.osu)
    assert share(town, efua, "user") == {efua, town.yaa, town.kofi}
    assert share(town, kojo, "user") == {kojo}
    assert share(town, town.yaa, "user") == {efua, kojo, town.yaa, town.kofi}
    assert share(town, efua, "device") == set()


def test_a_user_is_found_however_the_name_is_typed(town: Founded) -> None:
    found = user_named(town.bank.writer.resident, " YAA ")
    assert found is not None
    assert found.id == town.yaa
    assert user_named(town.bank.writer.resident, "nobody") is None
