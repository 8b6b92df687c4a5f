from msgspec.structs import replace

from contract.errors import ErrorCode
from contract.feed import Executed, NotTaken
from contract.notices import AcknowledgeNotice
from teller_app.notices.model import NoticesModel
from tests.teller_app.kit import EFUA_ID, FakePort
from tests.teller_app.shell.rooms import NOTICE, SEEN, World


def made() -> tuple[NoticesModel, FakePort, World]:
    port, world = FakePort(), World()
    world.notices = (SEEN, NOTICE)
    model = NoticesModel(port, lambda conn: world.notices)
    model.refresh()
    return model, port, world


def test_newest_first_and_what_is_unseen() -> None:
    model, port, world = made()
    assert [(fact.notice, seen) for fact, seen in model.state.rows] == [(NOTICE.notice, False), (SEEN.notice, True)]
    world.notices = (replace(NOTICE, seen_by=(EFUA_ID,)),)
    port.tell("notice")
    assert model.state.unseen == 0


def test_seeing_is_asked_once_until_it_failed() -> None:
    model, port, _ = made()
    model.see(NOTICE.notice)
    model.see_all()
    model.see(SEEN.notice)
    assert [sent.command for sent in port.sent] == [AcknowledgeNotice(notice=NOTICE.notice)]
    port.settle(NotTaken(code=ErrorCode.BUSY))
    model.see_all()
    assert len(port.sent) == 2
    port.settle(Executed(seq=1))
