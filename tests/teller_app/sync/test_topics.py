from contract.feed import Gone
from teller_app.sync.topics import OUTBOX, TOPICS, topic_of
from tests.teller_app.samples import account, customer, some_id


def test_a_fact_touches_its_own_topic_and_gone_the_one_it_takes_from() -> None:
    touched = {topic_of(fact) for fact in (customer(), account(), Gone(topic="drawer", key=some_id(1)))}
    assert touched == {"customer", "account", "drawer"}
    assert touched < TOPICS
    assert OUTBOX in TOPICS
    assert "gone" not in TOPICS
