import pytest

from server.sms.handing import ask_where, hand_over, word_of
from server.sms.provider import Answer, Delivery, Fate
from server.sms.wire import MaybeSent, NotSent, Reply


def fails(error: Exception):
    def ask() -> Reply:
        raise error

    return ask


def test_a_line_that_fails_is_certain_only_before_the_request_left() -> None:
    assert hand_over(fails(NotSent("refused")), lambda _: "", lambda _: False) == Answer(Fate.BUSY, why="refused")
    assert hand_over(fails(MaybeSent("cut")), lambda _: "", lambda _: False) == Answer(Fate.UNKNOWN, why="cut")
    assert ask_where(fails(MaybeSent("cut")), lambda _: "delivered") is Delivery.UNKNOWN


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        (200, Fate.TAKEN),
        (299, Fate.TAKEN),
        (400, Fate.REFUSED),
        (429, Fate.BUSY),
        (302, Fate.UNKNOWN),
        (502, Fate.UNKNOWN),
    ],
)
def test_statuses(status: int, fate: Fate) -> None:
    assert hand_over(lambda: Reply(status, {}), lambda _: "id", lambda _: False).fate is fate


def test_words_of_any_case() -> None:
    assert [word_of(word) for word in ("Delivered", "REJECTED", None, 7)] == [
        Delivery.DELIVERED, Delivery.FAILED, Delivery.UNKNOWN, Delivery.UNKNOWN,
    ]  # fmt: skip
