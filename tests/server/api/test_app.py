from contract import paths
from server.api.openapi import OPERATIONS
from tests.server.api.house import House, problem


def test_every_described_door_answers_in_its_own_words(house: House) -> None:
    """Without a token each is refused by a code; none is missing, and none answers in a framework's prose."""
    for operation in OPERATIONS:
        if operation.path == paths.FEED:
            continue
        path = operation.path.replace("{", "").replace("}", "")
        answer = house.http.request(operation.method.upper(), path, headers={paths.PROTOCOL_HEADER: "1"})
        if operation.token or operation.proof:
            assert answer.status_code in (400, 401), operation
            assert answer.json()["code"] in ("not_signed_in", "malformed"), operation
        elif operation.path == paths.SMS_STATUS:
            assert problem(answer) == (404, "not_found"), "an unsigned word is from nobody"
        else:
            assert answer.status_code == 200, operation
