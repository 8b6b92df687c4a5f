from contract.errors import ErrorCode, Problem
from teller_app.sync.outcomes import Declined, LocalCode, Offline, ServerFault


def test_own_codes_are_none_of_the_servers() -> None:
    assert not {code.value for code in LocalCode} & {code.value for code in ErrorCode}
    assert Offline().code == LocalCode.OFFLINE
    assert ServerFault(500).code == LocalCode.SERVER_FAULT
    assert Declined(Problem(code=ErrorCode.BUSY)).code == "busy"
