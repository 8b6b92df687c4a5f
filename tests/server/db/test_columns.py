"""Equal values are equal bytes: the journal's hash covers them."""

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from server.db.columns import Json

DIALECT = sqlite.dialect()


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.none() | st.lists(st.booleans())))
def test_json_comes_back_and_its_text_knows_no_order(value: dict[str, object]) -> None:
    kind = Json()
    text = kind.process_bind_param(value, DIALECT)
    assert kind.process_result_value(text, DIALECT) == value
    assert kind.process_bind_param(dict(reversed(value.items())), DIALECT) == text


def test_nothing_is_nothing() -> None:
    assert Json().process_bind_param(None, DIALECT) is None
    assert Json().process_result_value(None, DIALECT) is None
