import contextlib
from pathlib import Path

import pytest

from contract.base import Command
from contract.beside import SecondAct, SecondHere
from contract.counts import WitnessCount
from contract.drawers import SessionState, SignOpening
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import EndSessions, UserFact
from contract.vault import ConfirmCash, MoveKind, MoveState, Place, Where
from teller_app.counts import folds as counts
from teller_app.drawers import folds as drawers
from teller_app.i18n.text import Texts
from teller_app.shell.second_words import second_said
from teller_app.staff import folds as staff
from teller_app.vault import folds as vault
from tests.teller_app import samples
from tests.teller_app.vault.desk import BRANCH, TO_BANK, count, move, session

TEXTS = Texts.load()
YAW = samples.some_id(41)
CAME = move(631, state=MoveState.COUNTED, source=Place(where=Where.BANK), source_number="", received={"20000": 99},
            difference=-5_200_00)  # fmt: skip
OPENS = move(630, kind=MoveKind.OPEN, source_number="", amount=0, pieces={})
UNSIGNED = session(state=SessionState.UNSIGNED)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (ConfirmCash(transfer=TO_BANK.transfer), "VT-0613  Vault → Bank, GH₵ 20,000.00"),
        (ConfirmCash(transfer=CAME.transfer), "VT-0631  Bank → Vault, GH₵ 19,800.00"),
        (ConfirmCash(transfer=OPENS.transfer), f"VT-0630  {TEXTS('vault.kind.open')}"),
        (WitnessCount(count=count().count), "Surprise count, drawer 03"),
        (SignOpening(session=UNSIGNED.session), "Opening, drawer 03"),
        (ConfirmCash(transfer=new_id()), "Cash confirmed"),
    ],
    ids=["a transfer", "what came short", "the vault", "a count", "an opening", "out of sight"],
)
def test_who_says_yes_to_what_is_said_with_places_and_amount(tmp_path: Path, act: SecondAct, said: str) -> None:
    yaw = UserFact(user=YAW, username="yaw", full_name="Yaw Boateng", staff_number="S", roles=(Role.MANAGER,), branch=BRANCH,
                   active=True)  # fmt: skip
    folds = (counts, drawers, staff, vault)
    with contextlib.closing(samples.replica_of(tmp_path, folds, yaw, TO_BANK, CAME, OPENS, count(), UNSIGNED)) as conn:
        assert second_said(conn, SecondHere(second=YAW, act=act), TEXTS) == ("Yaw Boateng", said)


def test_another_command_has_no_second_person() -> None:
    other: Command = EndSessions(user=YAW)
    assert second_said(None, other, TEXTS) == ("", "")
