from server.sms.hubtel import Hubtel
from server.sms.provider import Answer, Delivery, Fate
from tests.server.sms.carrier_house import House


def test_a_message_is_handed_over_and_asked_about_as_documented(carrier: House) -> None:
    carrier.answers = [(201, {"messageId": "m-1", "status": 0}), (200, {"status": "Delivered"}), (402, {}), (500, {})]
    hubtel = Hubtel("id", "secret", "AKOMA", carrier.base)
    assert hubtel.send("+233244187306", "hello") == Answer(Fate.TAKEN, "m-1")
    method, path, headers, body = carrier.asked[0]
    assert (method, path) == ("POST", "/v1/messages/send")
    assert headers["Authorization"].startswith("Basic ")
    assert body == {"From": "AKOMA", "To": "+233244187306", "Content": "hello"}
    assert hubtel.status("m-1") is Delivery.DELIVERED
    assert carrier.asked[1][:2] == ("GET", "/v1/messages/m-1")
    assert [hubtel.send("+233244187306", "hello").fate for _ in range(2)] == [Fate.REFUSED, Fate.UNKNOWN]
