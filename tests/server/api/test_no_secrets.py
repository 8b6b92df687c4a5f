"""Everything that is written during a journey through the doors of secrets, searched for each of them."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from contract import paths
from contract.commands import encode
from contract.doors import AskCode, CodeSent, ConfirmCode, DrawSecret, OneTimeSecret, SetPassword, TotpAsk, TotpSecret
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddUser, ChangeUser, ResetPassword, SignIn
from server import build
from server.core.actor import system_header
from server.core.clock import stamp, system_clock
from server.sms.embedded import shown
from tests.server.api.guarded import Guarded, guarded
from tests.server.api.house import PASSWORD, Person
from tests.server.api.test_feed import ask, opened
from tests.server.api.test_security import BETTER, PHONE, call, code_in
from tests.support.own_phone import own_phone

SEEN_S = 60.0
WRONG = "a wrong guess at Makola"
SLIPPED = "typed-one-field-too-early"


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Guarded]:
    with guarded(tmp_path, log_level="debug") as served:
        yield served


def give(bank: Guarded, *commands) -> None:
    """The bank's own hand, from another process."""
    with build.bank(bank.settings) as hand:
        for command in commands:
            answer = hand.writer.execute_sync(system_header(new_id(), stamp(system_clock())), command)
            assert type(answer).__name__ == "Executed", answer
            if isinstance(command, ChangeUser):
                own_phone(hand.writer, command.user)


def phone_text(bank: Guarded) -> str:
    return shown(bank.settings.sms_file)[-1].text


def journey(bank: Guarded) -> set[str]:
    """Sign-ins right and wrong, codes, an authenticator, a reset, a new password, a feed. Every secret that it used."""
    give(bank, ChangeUser(user=bank.people["yaa"], roles=(Role.ADMINISTRATOR,), branch=bank.branch, phone=PHONE))
    yaa, secrets = bank.sign_in("yaa"), {PASSWORD, WRONG, BETTER}
    proof = yaa.signer.proof("POST", bank.base + paths.SIGN_IN)
    body = msgspec.json.encode(SignIn(username="efua", password=WRONG, device=yaa.signer.device))
    bank.http.post(paths.SIGN_IN, content=body, headers={paths.PROTOCOL_HEADER: "1", "dpop": proof})
    slip = msgspec.json.encode(SignIn(username=SLIPPED, password=WRONG, device=yaa.signer.device))
    again = yaa.signer.proof("POST", bank.base + paths.SIGN_IN)
    answer = bank.http.post(paths.SIGN_IN, content=slip, headers={paths.PROTOCOL_HEADER: "1", "dpop": again})
    assert answer.status_code == 401, "a password in the field of the name"
    command = AddUser(
        user=new_id(), username="esi", full_name="Esi", staff_number="E9", roles=(Role.CASHIER,), branch=bank.branch
    )
    wish, until = AskCode(command=msgspec.Raw(encode(command))), time.monotonic() + SEEN_S
    # The telephone was noted by another process: this one looks for it twice a second.
    while (answer := call(yaa, paths.CODES, wish)).status_code != 200 and time.monotonic() < until:
        time.sleep(0.1)
    sent = msgspec.json.decode(answer.content, type=CodeSent)
    code = code_in(phone_text(bank))
    call(yaa, paths.CODE_CONFIRM, ConfirmCode(challenge=sent.challenge, code=code))
    assert yaa.post(yaa.seal(command)).status_code == 202
    seed = msgspec.json.decode(call(yaa, paths.TOTP, TotpAsk(password=PASSWORD)).content, type=TotpSecret).secret
    give(bank, ResetPassword(user=bank.people["efua"], reason="forgotten"))
    _own(bank, yaa)
    drawn = msgspec.json.decode(
        call(yaa, paths.ONE_TIME_SECRET, DrawSecret(user=bank.people["efua"])).content, type=OneTimeSecret
    )
    fresh = SetPassword(username="efua", password=drawn.secret, new_password=BETTER, device=yaa.signer.device)
    proof = yaa.signer.proof("POST", bank.base + paths.PASSWORD)
    changed = bank.http.post(
        paths.PASSWORD, content=msgspec.json.encode(fresh), headers={paths.PROTOCOL_HEADER: "1", "dpop": proof}
    )
    assert changed.status_code == 200, changed.text
    with opened(yaa) as socket:
        ask(socket, 0)
    tokens = changed.json()
    return secrets | {
        SLIPPED,
        code,
        seed,
        drawn.secret,
        proof,
        yaa.tokens.access,
        yaa.tokens.refresh,
        tokens["access"],
        tokens["refresh"],
    }


def _own(bank: Guarded, yaa: Person) -> None:
    engine = build.open_engine(bank.settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        conn.exec_driver_sql("UPDATE secret_orders SET ordered_by = ?", (yaa.me.user,))
    engine.dispose()


def written(bank: Guarded) -> dict[str, str]:
    """Log, database and files beside it. The file that stands for phones is the phone, and left out."""
    engine = build.open_engine(bank.settings.url)
    with engine.connect() as conn:
        dump = "\n".join(conn.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    engine.dispose()
    folder = Path(bank.settings.url.removeprefix("sqlite:///")).parent
    files = {str(path): path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file()}
    return {"log": bank.server.text, "database": dump} | {
        name: text for name, text in files.items() if "sms-outbox" not in name
    }


def test_no_secret_is_written_anywhere(bank: Guarded) -> None:
    secrets = journey(bank)
    bank.server.stop()
    places = written(bank)
    assert {json.loads(line)["event"] for line in places["log"].splitlines() if '"event":"sms"' in line} == {"sms"}
    assert len(secrets) == 12
    assert all(len(secret) >= 6 for secret in secrets)
    found = [
        (place, secret[:9])
        for place, text in places.items()
        for secret in secrets
        if re.search(rf"(?<![0-9a-zA-Z]){re.escape(secret)}(?![0-9a-zA-Z])", text)
    ]
    assert found == []
    for line in (PHONE, PHONE[1:]):
        assert line not in places["log"], "nor a whole phone in the log"


def test_the_search_finds_what_is_there(bank: Guarded) -> None:
    """The control: what is no secret and was written is found by the same search."""
    bank.server.stop()
    places = written(bank)
    assert "Makola" in places["database"]
    assert "/health/ready" in places["log"]
