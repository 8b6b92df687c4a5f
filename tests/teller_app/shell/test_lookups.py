import contextlib
from datetime import date
from pathlib import Path

import msgspec

from contract.approvals import ApproveRequest
from contract.commands import encode
from contract.permissions import Role
from contract.staff import ResetPassword, UserFact
from teller_app.approvals import folds as approvals
from teller_app.counter import folds as counter
from teller_app.i18n.text import Texts
from teller_app.shell import lookups
from teller_app.staff import folds as staff
from tests.teller_app import samples

TEXTS = Texts.load()


def test_every_room_is_asked_for_with_all_its_questions() -> None:
    made = (
        lookups.counter_lookups(),
        lookups.approval_lookups("branch"),
        lookups.drawer_lookups("branch"),
        lookups.vault_lookups(),
        lookups.journal_lookups(),
        lookups.desk_lookups(),
        lookups.branch_lookups(lambda: date(2026, 11, 22)),
        lookups.variance_lookups(),
        lookups.advance_lookups("branch"),
        lookups.staff_lookups(),
        lookups.staff_words(TEXTS),
    )
    for one in made:
        assert all(callable(getattr(one, name)) for name in one.__dataclass_fields__)


def test_what_a_code_is_for_is_said_with_names_and_amounts(tmp_path: Path) -> None:
    efua = UserFact(user=samples.some_id(5), username="efua", full_name="Efua Owusu", staff_number="S", roles=(Role.CASHIER,),
                    branch=samples.BRANCH, active=True)  # fmt: skip
    reset = ResetPassword(user=efua.user, reason="forgot")
    paid = samples.request(41, amount=18_500_00, currency="GHS", holder="Kumasi Timber Ltd")
    asked = msgspec.structs.replace(
        samples.request(42), kind="reset_password", content=encode(reset).decode(), maker_name="Yaa"
    )
    folds = (approvals, counter, staff)
    with contextlib.closing(samples.replica_of(tmp_path, folds, efua, paid, asked)) as conn:
        said = [lookups.act_said(conn, command, TEXTS) for command in
                (reset, ApproveRequest(request=paid.request), ApproveRequest(request=asked.request), ApproveRequest(request=samples.some_id(9)))]  # fmt: skip
    assert said == [
        "Reset the password of Efua Owusu",
        "Approve: Cash withdrawal GH₵ 18,500.00 of Kumasi Timber Ltd, asked by Efua",
        "Approve: Reset the password of Efua Owusu, asked by Yaa",
        "Request approved",
    ]
