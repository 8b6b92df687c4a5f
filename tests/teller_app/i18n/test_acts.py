"""Acts in words: whom, how much, for everything that a code or a second person is asked for."""

import msgspec
import pytest

from contract.commands import encode, kind_of
from contract.compare import compare_words
from contract.permissions import Permission, Role
from contract.products import SetProduct, Terms
from contract.staff import (
    AddDevice,
    AddUser,
    AskForDevice,
    ChangeRole,
    ChangeUser,
    ConfirmPhone,
    DeviceKey,
    EndSessions,
    ReadmitDevice,
    RenameDevice,
    ResetPassword,
    RevokeDevice,
    SetLimit,
)
from server.notices.handlers import tell
from server.staff import activity
from server.staff.handlers import handlers
from teller_app.i18n import acts
from teller_app.i18n.text import Texts
from tests.contract.samples import SAMPLES
from tests.teller_app.approvals.desk import request
from tests.teller_app.kit import BRANCH, DEVICE, EFUA_ID
from tests.teller_app.samples import some_id

TEXTS = Texts.load()
NAMES = acts.Names(
    *(
        lambda key, known=known: known.get(key, "")
        for known in ({EFUA_ID: "Efua Owusu"}, {BRANCH: "Makola"}, {DEVICE: "MKL-04"})
    )
)
KEY = DeviceKey(x="a" * 43, y="b" * 43)
AMA = AddUser(user=DEVICE, username="ama.serwaa", full_name="Ama Serwaa", staff_number="T-5", roles=(Role.CASHIER, Role.MANAGER), branch=BRANCH,
              phone="+233244187306")  # fmt: skip


def said(command) -> str:
    return acts.act_words(kind_of(command), msgspec.json.decode(encode(command)), NAMES, TEXTS)


@pytest.mark.parametrize(("command", "words"), [
    (AMA, "Add Ama Serwaa as Cashier, Manager at Makola"),
    (ResetPassword(user=EFUA_ID, reason="x"), "Reset the password of Efua Owusu"),
    (EndSessions(user=EFUA_ID), "Sign Efua Owusu out everywhere"),
    (ConfirmPhone(user=EFUA_ID, noted=DEVICE), "Codes of Efua Owusu go to the noted phone"),
    (ChangeRole(role=Role.AUDITOR, permissions=(Permission.READ_AUDIT,)), "Give the role Auditor one right"),
    (ChangeRole(role=Role.AUDITOR, permissions=()), "Give the role Auditor 0 rights"),
    (SetLimit(act="withdraw", currency="GHS", per_transaction=80_000_00, user=EFUA_ID),
     "Cash withdrawal up to GH₵ 80,000.00 alone for Efua Owusu"),
    (SetLimit(act="deposit", currency="GHS", per_transaction=0, branch=BRANCH, removed=True), "Cash deposit: no bound any more for Makola"),
    (SetLimit(act="approve_without_code", currency="GHS", per_transaction=1_00, role=Role.MANAGER),
     "Approve without a code up to GH₵ 1.00 alone for Manager"),
    (AddDevice(device=DEVICE, name="MKL-09", branch=BRANCH, key=KEY), "Admit the workstation MKL-09"),
    (RenameDevice(device=DEVICE, name="MKL-09"), "Call the workstation MKL-09"),
    (RevokeDevice(device=DEVICE, reason="x"), "Revoke the workstation MKL-04"),
    (SetProduct(product="20", terms=Terms(name="Current", currency="GHS", kind="current")), "Set the product 20 Current"),
    (ReadmitDevice(device=EFUA_ID, reason="x"), "Let the workstation 000000E1 go on"),
])  # fmt: skip
def test_an_act_names_whom_and_how_much(command, words: str) -> None:
    assert said(command) == words


def test_every_command_that_asks_a_code_says_more_than_its_kind() -> None:
    coded = {handler.kind for handler in handlers(tell) if handler.code is not None}
    assert coded
    bare = [
        sample
        for sample in SAMPLES
        if type(sample) in coded and said(sample) == acts.kind_words(kind_of(sample), TEXTS)
    ]
    assert bare == []


def test_every_sample_can_be_said() -> None:
    assert all(said(sample) for sample in SAMPLES)
    assert acts.kind_words("of_tomorrow", TEXTS) == "Of tomorrow"
    assert acts.activity_words("of_tomorrow", TEXTS) == "Of tomorrow"
    assert (acts.role_words("chef", TEXTS), acts.right_words("cook", TEXTS)) == ("chef", "cook")


def test_what_is_asked_and_by_whom() -> None:
    assert (
        acts.asked_words(request(), {}, NAMES, TEXTS)
        == "Cash withdrawal GH₵ 18,500.00 of Kumasi Timber Ltd, asked by Efua Owusu"
    )
    asked = request(2, kind="reset_password", amount=0, maker_name="Yaa")
    assert acts.asked_words(asked, {"user": EFUA_ID}, NAMES, TEXTS) == "Reset the password of Efua Owusu, asked by Yaa"


def test_values_one_by_one_for_whoever_decides() -> None:
    lines = dict(acts.act_lines("add_user", msgspec.json.decode(encode(AMA)), NAMES, TEXTS))
    assert (lines["User name"], lines["Roles"], lines["Branch"]) == ("ama.serwaa", "Cashier, Manager", "Makola")
    assert "24 418 7306" in lines["Phone"]
    assert "Old phone lost" not in lines
    lost = ChangeUser(user=EFUA_ID, roles=(Role.CASHIER,), branch=BRANCH, phone_lost=True)
    assert (
        dict(acts.act_lines("change_user", msgspec.json.decode(encode(lost)), NAMES, TEXTS))["Old phone lost"] == "Yes"
    )
    bound = SetLimit(act="withdraw", currency="GHS", per_transaction=5_00, user=EFUA_ID)
    lines = dict(acts.act_lines("set_limit", msgspec.json.decode(encode(bound)), NAMES, TEXTS))
    assert (lines["For"], lines["Per transaction"], lines["Per day"]) == ("Efua Owusu", "GH₵ 5.00", "None")
    rights = acts.act_lines("change_role", {"role": "auditor", "permissions": ["read_audit"]}, NAMES, TEXTS)
    assert ("Rights", "Audit trail") in rights
    device = acts.act_lines("ask_for_device", {"name": "MKL-9", "key": {"x": "a" * 43, "y": "b" * 43}}, NAMES, TEXTS)
    assert device == [("Workstation", "MKL-9"), ("Key", "aaaaaaaa … bbbb")]
    assert acts.act_lines("deposit", {"reason": "x"}, NAMES, TEXTS) == []
    assert acts.act_lines("disable_user", {"user": EFUA_ID, "reason": "gone"}, NAMES, TEXTS) == [
        ("Name", "Efua Owusu"),
        ("Reason", "gone"),
    ]


def test_typed_words_find_kinds_and_events() -> None:
    assert "withdraw" in acts.like("cash with", "act.kind", TEXTS)
    assert acts.like("wrong tries", "activity", TEXTS) == ("locked",)
    assert acts.like("zzz", "activity", TEXTS) == ()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_of_activity_has_words(language: str) -> None:
    kinds = {value for name, value in vars(activity).items() if name.isupper() and isinstance(value, str)} - {
        activity.GENESIS
    }
    assert "key_rotated" in kinds and len(kinds) > 20, "they are found by their names"
    texts = Texts.load(language)
    missing = [kind for kind in sorted(kinds | {"printed"}) if f"activity.{kind}" not in texts]
    assert missing == []


def test_only_a_workstation_that_asks_has_words_to_compare() -> None:
    key = DeviceKey(x="A" * 43, y="B" * 43)
    asks = AskForDevice(device=some_id(7), name="TILL-9", key=key)
    asked = request(kind="ask_for_device", amount=0, content=encode(asks).decode())
    assert acts.words_to_compare(asked) == compare_words(asked.request, asks.device, "TILL-9", key)
    assert acts.words_to_compare(request(kind="deposit")) == ()
    assert acts.words_to_compare(request(kind="teleport", amount=0, content='{"kind":"teleport"}')) == ()
