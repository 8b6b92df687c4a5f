from pathlib import Path

from contract.ledger import AccountFact
from teller_app.sync.facts import encoded, fact_of, facts_of
from teller_app.sync.sqlcipher import open_encrypted
from tests.teller_app.samples import KEY, account


def test_a_fact_comes_back_as_it_went_in(tmp_path: Path) -> None:
    db = open_encrypted(tmp_path / "x.db", KEY)
    db.execute("CREATE TABLE t (n INTEGER, fact BLOB)")
    facts = (account(1), account(2, available=5))
    db.executemany("INSERT INTO t VALUES (?, ?)", list(enumerate(encoded(fact) for fact in facts)))
    assert facts_of(db, AccountFact, "SELECT fact FROM t ORDER BY n") == facts
    assert fact_of(db, AccountFact, "SELECT fact FROM t WHERE n = ?", (1,)) == facts[1]
    assert fact_of(db, AccountFact, "SELECT fact FROM t WHERE n = 9") is None
    db.close()
