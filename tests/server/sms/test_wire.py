import pytest

from server.sms.wire import Wire
from tests.server.sms.carrier_house import House


@pytest.mark.parametrize("base", ["http://sms.example.com", "http://10.0.0.7:8080", "ftp://sms.example.com"])
def test_messages_leave_in_the_clear_to_this_machine_only(base: str) -> None:
    with pytest.raises(ValueError, match="https only"):
        Wire(base, {})
    Wire("https://sms.example.com", {})


def test_a_prefix_is_kept_and_what_is_no_object_is_empty(carrier: House) -> None:
    carrier.answers = [(200, [1, 2])]
    assert Wire(carrier.base + "/proxy/", {"x-a": "b"}).get("/v1/x").body == {}
    assert carrier.asked[0][1] == "/proxy/v1/x"
    assert carrier.asked[0][2]["x-a"] == "b"
