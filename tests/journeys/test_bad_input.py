"""Everything somebody may send that is not right: a closed code with words, the right status, and not a pesewa moved.

The server is a real process and is knocked at by plain HTTP; one on each database serves the whole file.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from contract import paths
from contract.errors import ErrorCode, Problem
from contract.feed import AnyAnswer, AnyOutcome, Executed, NotTaken, Refused
from contract.ledger import Deposit
from server.settings import Settings
from teller_app.i18n.text import Texts
from teller_app.sync.keys import DeviceSigner
from tests.demo import bank as demo
from tests.journeys.caller import Street, Till
from tests.journeys.conftest import TODAY
from tests.journeys.wrong_knocks import BY_RULE, TURNED_AWAY, C, altered
from tests.support.prepared import prepare
from tests.support.processes import ServerProcess

pytestmark = pytest.mark.journey
replace = msgspec.structs.replace
CUSTOMERS = 14


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def street(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """A served bank and two tills that it knows."""
    folder: Path = tmp_path_factory.mktemp("street")
    cluster = request.getfixturevalue("postgres") if request.param == "postgres" else None
    url = cluster.create() if cluster else f"sqlite:///{folder / 'bank.db'}"
    settings = Settings(url=url, key_dir=str(folder / "keys"))
    signers = [DeviceSigner.generate() for _ in range(2)]
    devices = {f"WS-{n}": (signer.device, signer.public) for n, signer in enumerate(signers, start=1)}
    demo.make(settings, prepare, devices, folder / "csv", TODAY, CUSTOMERS)
    server = ServerProcess(settings.url, env={"COASTAL_KEY_DIR": settings.key_dir})
    try:
        server.start()
        one, two = (Till(server.base_url, signer, name) for signer, name in zip(signers, ("efua", "kojo"), strict=True))
        made = Street(settings, server, one, two)
        yield made
        made.close()
    finally:
        server.close()
        if cluster:
            cluster.drop(url)


def words_for(code: ErrorCode, params: dict[str, Any]) -> None:
    texts = Texts.load()
    assert f"error.{code.value}.title" in texts
    words = texts.for_code(code.value, params)
    assert words.title
    assert words.what_to_do


@pytest.mark.parametrize("case", TURNED_AWAY)
def test_turned_away_without_a_trace(street: Street, case: str) -> None:
    knock, code, status = TURNED_AWAY[case]
    before = street.books()
    answer = knock(street)
    problem = msgspec.json.decode(answer.content, type=Problem)
    assert (problem.code, answer.status_code) == (code, status), problem
    assert problem.request_id == answer.headers[paths.REQUEST_ID_HEADER]
    words_for(problem.code, problem.params)
    receipts = 1 if case == "somebody else's outcome" else 0
    assert street.books() == before | {"head": before["head"] + receipts}


@pytest.mark.parametrize("case", BY_RULE)
def test_refused_by_a_rule_with_a_receipt(street: Street, case: str) -> None:
    knock, code = BY_RULE[case]
    before = street.books()
    answer = knock(street)
    outcome = msgspec.json.decode(answer.content, type=AnyOutcome)
    assert isinstance(outcome, Refused), outcome
    assert (outcome.problem.code, answer.status_code) == (code, 422)
    words_for(outcome.problem.code, outcome.problem.params)
    assert street.books() == before | {"head": before["head"] + 1}


def test_in_a_list_what_is_not_right_keeps_nobody_behind_it(street: Street) -> None:
    wrong = altered(street, lambda body: body.update(narration="a\0b"))
    good = msgspec.json.encode(street.one.seal(street.deposit()))
    answers = msgspec.json.decode(street.one.post(b"[" + wrong + b"," + good + b",null]").content, type=list[AnyAnswer])
    assert [type(answer) for answer in answers] == [NotTaken, Executed, NotTaken]
    assert [answer.code for answer in answers if isinstance(answer, NotTaken)] == [C.MALFORMED, C.MALFORMED]
    assert "Traceback" not in street.server.text


def test_a_replay_answers_the_same_and_another_body_under_its_id_is_refused(street: Street) -> None:
    envelope = street.one.seal(street.deposit())
    first = street.one.post(envelope)
    assert isinstance(msgspec.json.decode(first.content, type=AnyOutcome), Executed)
    before = street.books()
    assert street.one.post(envelope).content == first.content
    other = street.one.post(street.one.seal(street.deposit(amount=400_00), id=envelope.id))
    problem = msgspec.json.decode(other.content, type=Problem)
    assert (problem.code, other.status_code) == (C.COMMAND_ID_REUSED, 409)
    words_for(problem.code, problem.params)
    command = msgspec.json.decode(bytes(envelope.command), type=Deposit)
    stolen = street.two.post(street.two.seal(command, id=envelope.id))
    assert msgspec.json.decode(stolen.content, type=Problem).code is C.NOT_YOURS
    assert street.books() == before


@pytest.mark.parametrize("token", ["", "abc.def.ghi"])
def test_a_socket_without_auth_is_not_accepted(street: Street, token: str) -> None:
    before = street.books()
    headers = {paths.PROTOCOL_HEADER: "1"} | ({"authorization": f"DPoP {token}"} if token else {})
    url = "ws" + street.one.base.removeprefix("http") + paths.FEED
    with pytest.raises(InvalidStatus) as caught, connect(url, additional_headers=headers, proxy=None):
        pass
    assert caught.value.response.status_code == 401
    assert msgspec.json.decode(caught.value.response.body or b"", type=Problem).code is C.NOT_SIGNED_IN
    assert street.books() == before


def test_after_all_of_it_the_books_are_whole_and_the_counter_goes_on(street: Street) -> None:
    before = street.books()
    street.one.do(street.deposit())
    assert street.books()["transactions"] == before["transactions"] + 1
    assert street.differences() == []
    assert "Traceback" not in street.server.text
