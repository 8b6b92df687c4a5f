from pathlib import Path

from teller_app.sync.chain import START, Chain, Ends, same
from teller_app.sync.outbox_rows import MIGRATIONS
from teller_app.sync.sqlcipher import migrate, open_encrypted
from tests.teller_app.samples import KEY


def test_a_link_depends_on_key_place_and_body() -> None:
    chain = Chain(b"k" * 32)
    link = chain.link(START, 1, "id", b"body")
    assert same(link, chain.link(START, 1, "id", b"body"))
    others = [
        Chain(b"x" * 32).link(START, 1, "id", b"body"),
        chain.link(link, 1, "id", b"body"),
        chain.link(START, 2, "id", b"body"),
        chain.link(START, 1, "idb", b"ody"),
        chain.seal(START, 1, "id", b"body"),
        chain.head(START, 1, "id", b"body"),
    ]
    assert not any(same(link, other) for other in others)


def test_ends_that_were_altered_are_none(tmp_path: Path) -> None:
    chain, connection = Chain(b"k" * 32), open_encrypted(tmp_path / "outbox.db", KEY)
    migrate(connection, MIGRATIONS)
    assert chain.read_ends(connection) is None
    ends = Ends(7, START, 9, b"m" * 32, "epoch")
    chain.write_ends(connection, ends)
    assert chain.read_ends(connection) == ends
    connection.execute("UPDATE ends SET head_n = 8")
    assert chain.read_ends(connection) is None
    connection.close()
