from pathlib import Path

from contract.feed import Gone
from teller_app.customers import folds
from teller_app.customers.folds import bare
from teller_app.sync.replica import Replica
from tests.teller_app import samples
from tests.teller_app.samples import KEY, some_id


def test_names_and_numbers_are_compared_as_they_are_typed() -> None:
    assert bare("GHA-123456789-0") == "gha1234567890"


def test_an_account_that_changes_hands_is_found_under_its_new_holder(tmp_path: Path) -> None:
    replica = Replica.open(tmp_path / "replica.db", KEY, (folds,))

    def words() -> dict[str, str]:
        db = replica.reader()
        found = db.execute(
            "SELECT c.customer, s.words FROM customer_search s JOIN customers c ON c.id = s.rowid"
        ).fetchall()
        db.close()
        return {str(customer): str(text) for customer, text in found}

    number = samples.account(7).number
    for fact in (samples.account(7, owner=1), samples.customer(1), samples.customer(2, "Ama")):
        replica._fold(fact)
    assert number in words()[some_id(1)], "the account came before its holder"
    replica._fold(samples.account(7, owner=2))
    assert [number in words()[some_id(n)] for n in (1, 2)] == [False, True]
    replica._fold(samples.customer(2, "Akua"))
    assert words()[some_id(2)] == f"akua c00002 {number}"
    replica._fold(Gone(topic="account", key=some_id(7)))
    replica._fold(Gone(topic="customer", key=some_id(1)))
    assert words() == {some_id(2): "akua c00002"}
    replica.close()
