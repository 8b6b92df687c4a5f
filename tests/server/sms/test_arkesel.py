from server.sms.arkesel import Arkesel
from server.sms.provider import Answer, Delivery, Fate
from tests.server.sms.carrier_house import House


def test_a_message_is_handed_over_and_asked_about_as_documented(carrier: House) -> None:
    carrier.answers = [
        (200, {"status": "success", "data": [{"recipient": "233244187306", "id": "a-1"}]}),
        (200, {"status": "success", "data": {"status": "SUBMITTED"}}),
        (200, {"status": "error", "message": "insufficient balance"}),
        (422, {}),
    ]
    arkesel = Arkesel("the key", "", "AKOMA", carrier.base)
    assert arkesel.send("+233244187306", "hello") == Answer(Fate.TAKEN, "a-1")
    method, path, headers, body = carrier.asked[0]
    assert (method, path, headers["api-key"]) == ("POST", "/api/v2/sms/send", "the key")
    assert body == {"sender": "AKOMA", "message": "hello", "recipients": ["233244187306"]}
    assert arkesel.status("a-1") is Delivery.ON_ITS_WAY
    assert [arkesel.send("+233244187306", "hello").fate for _ in range(2)] == [Fate.REFUSED, Fate.REFUSED]
