from teller_app.sync.chain import START, Chain, same


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
