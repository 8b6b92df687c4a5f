import msgspec

from contract.approvals import Insight, RequestState
from contract.paths import REQUEST_INSIGHT
from contract.permissions import Permission
from teller_app.branches.risks import Risks
from tests.teller_app.approvals.desk import request
from tests.teller_app.branches.desk import MANAGER
from tests.teller_app.kit import FakePort

ONE = request()
PATH = REQUEST_INSIGHT.format(request=ONE.request)
HIGH = msgspec.json.encode(Insight(request=ONE.request, score=82, level="high"))


def test_each_is_asked_once_and_forgotten_when_it_is_gone() -> None:
    port, told = FakePort(MANAGER), []
    port.files[PATH] = HIGH
    risks = Risks(port, told.append)
    risks.follow((ONE,))
    port.files[PATH] = b""
    risks.follow((ONE,))
    assert told == [{ONE.request: ("high", 82)}]
    risks.follow((msgspec.structs.replace(ONE, state=RequestState.APPROVED),))
    port.files[PATH] = HIGH
    risks.follow((ONE,))
    assert len(told) == 2


def test_what_cannot_be_read_has_no_chip_and_is_asked_again() -> None:
    port, told = FakePort(MANAGER), []
    risks = Risks(port, told.append)
    risks.follow((ONE,))
    assert told == []
    port.files[PATH] = HIGH
    risks.follow((ONE,))
    assert told == [{ONE.request: ("high", 82)}]


def test_whoever_may_not_decide_does_not_knock_at_a_door_that_is_shut() -> None:
    """Else each change of the branch would be twenty refusals more, and a line of the activity."""
    port, told = FakePort(msgspec.structs.replace(MANAGER, permissions=(Permission.SEE_DRAWER_TOTALS,))), []
    port.files[PATH] = HIGH
    Risks(port, told.append).follow((ONE,))
    assert told == []
