import pytest

from contract.approvals import RequestState, Why
from teller_app.approvals import words
from tests.teller_app.approvals.desk import DECLINED, VARIANCE, request
from tests.teller_app.room_window import TEXTS
from tests.teller_app.samples import some_id


@pytest.mark.parametrize("state", RequestState)
def test_every_state_has_words_in_the_list_and_in_the_detail(state: RequestState) -> None:
    assert words.state_words(request(state=state), TEXTS)[0]
    assert state is RequestState.AWAITING or f"approvals.state_of.{state.value}" in TEXTS


def test_reasons_carry_their_figures() -> None:
    said, _ = words.why_words(Why(code="over_limit", figure=1_850_000, bound=500_000), "GHS", TEXTS)
    assert said.what_to_do == "The limit is GH₵ 5,000.00. This is GH₵ 13,500.00 more."
    said, _ = words.why_words(VARIANCE.reasons[0], "GHS", TEXTS)
    assert said.what_to_do == "The variance is GH₵ −20.00; the cashier may book GH₵ 10.00."


def test_a_reason_of_a_newer_server_is_named_by_its_code() -> None:
    said, tone = words.why_words(Why(code="dormant_account"), "GHS", TEXTS)
    assert "dormant_account" in said.what_to_do
    assert tone == "warn"


def test_a_request_about_no_customer_is_about_its_drawer() -> None:
    assert words.who(VARIANCE, TEXTS) == "Drawer 04"
    assert words.who(request(holder="", drawer=""), TEXTS) == "Efua Owusu"


def test_only_what_is_known_is_listed() -> None:
    names = [name for name, _ in words.facts(VARIANCE, TEXTS)]
    assert "Customer" not in names
    assert "Decided at" not in names
    assert dict(words.facts(DECLINED, TEXTS))["Reason"] == "No identity card"


def test_a_reversal_says_what_it_is_about() -> None:
    original = "019a0000-0000-7000-8000-00000000abcd"
    why = Why(code="reversal", figure=100, about="04-20261124-1-0007")
    asked = request(kind="reverse_transaction", original=original, reasons=(why,))
    assert dict(words.facts(asked, TEXTS))["To be reversed"] == "04-20261124-1-0007"
    unprinted = request(kind="reverse_transaction", original=original, reasons=(Why(code="reversal", figure=100),))
    assert dict(words.facts(unprinted, TEXTS))["To be reversed"] == "0000abcd"
    assert "To be reversed" not in dict(words.facts(VARIANCE, TEXTS))


@pytest.mark.parametrize("kind", ["request_advance", "recover_variance", "write_off_variance", "return_variance"])
def test_what_is_asked_about_cash_has_a_name_of_its_own(kind: str) -> None:
    asked = request(kind=kind, original=some_id(7), reasons=(Why(code="advance", figure=100, about="2026-11-30"),))
    assert words.kind_words(asked, TEXTS) != TEXTS("approvals.kind.other")
    found = dict(words.facts(asked, TEXTS))
    assert "To be reversed" not in found
    assert found.get("To be retired by", "") == ("Mon 30 Nov 2026" if kind == "request_advance" else "")


def test_a_loan_is_weighed_by_its_figures() -> None:
    said = {
        why.code + bool(why.about) * "+": words.why_words(why, "GHS", TEXTS)[0].what_to_do
        for why in (
            Why("loan_application", 12_000_00, about="Market Trader Loan"), Why("loan_term", 18, about="2026-12-22"),
            Why("loan_instalment", 824_18, 14_833_37), Why("loan_rate", 319_447, 280_000), Why("loan_owing", 5_00, 2),
            Why("loan_owing", 5_00, 2, "LN-040-00007"), Why("loan_abroad", 2, about="CZK"),
            Why("loan_abroad_late", 2, about="LN-040-00009"), Why("loan_disbursal", 9_00, 10_00, "LN-1"), Why("loan_write_off", 9_00, 10_00, "LN-1"),
        )
    }  # fmt: skip
    assert said["loan_term+"].startswith("18 instalments, the first on")
    assert "31.94% a year" in said["loan_rate"] and "28.00%" in said["loan_rate"]
    assert "GH₵ 824.18" in said["loan_instalment"] and "GH₵ 14,833.37" in said["loan_instalment"]
    assert said["loan_owing"].endswith("None of them is late.")
    assert said["loan_owing+"].endswith("LN-040-00007.")
    assert said["loan_abroad+"].startswith("Loans in CZK: 2.")
    assert len(set(said.values())) == len(said)
