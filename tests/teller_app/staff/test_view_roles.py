import msgspec

from contract.permissions import Role
from teller_app.glass.table_model import cell_text
from tests.teller_app.staff.desk import ROLES, Replica
from tests.teller_app.staff.test_view import place


def cells(view) -> dict[str, list[str]]:
    source = view.roles.table._model.source
    return {
        row.key: [cell_text(cell) for cell in row.cells] for row in (source.row(at) for at in range(source.count()))
    }


def test_a_cell_for_each_role_from_the_facts(qtbot) -> None:
    replica = Replica()
    _, view, _, port = place(qtbot, replica=replica)
    assert cells(view)["cash"] == ["Take and pay cash", "Limit", "Limit", "—", "—", "—", "—"]
    assert cells(view)["people"][-2:] == ["Maker", "Read"]
    replica.roles = tuple(msgspec.structs.replace(fact, permissions=()) for fact in ROLES)
    port.tell("role")
    assert set(cells(view)["cash"][1:]) == {"—"}


def test_a_role_less_is_a_column_less(qtbot) -> None:
    replica = Replica(roles=tuple(fact for fact in ROLES if fact.role is not Role.FIELD_BANKER))
    _, view, _, _ = place(qtbot, replica=replica)
    assert len(view.roles.table.columns) == 6
