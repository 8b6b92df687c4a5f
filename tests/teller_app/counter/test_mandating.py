"""A mandate typed at the counter: what is on file comes into the form whole, and out of it as the command that is meant."""

import pytest

from contract.customers import Band, MandateFact, SetMandate, Signatory, SignatoryRole, Signing
from teller_app.counter.mandating import MandateForm, command_of, fault, fits, form_of
from tests.teller_app.counter.world import PEOPLE

SPECIMEN = "a" * 64
AMA = Signatory(name="Ama Mensah", role=SignatoryRole.HOLDER, signature=SPECIMEN)
KOJO = Signatory(name="Kojo Mensah", role=SignatoryRole.JOINT)
FILE = MandateFact(account="a", branch="b", signatories=(AMA, KOJO), note="Stamp",
                   bands=(Band(signing=Signing.ANY_ONE, upto=500_00), Band(signing=Signing.ALL)))  # fmt: skip


def test_what_is_on_file_comes_back_unchanged() -> None:
    form = form_of(FILE, PEOPLE[0])
    assert form.people == (("Ama Mensah", "holder"), ("Kojo Mensah", "joint"))
    asked = command_of(form, "a", FILE)
    assert asked == SetMandate(account="a", signatories=FILE.signatories, bands=FILE.bands, note="Stamp")


def test_without_one_the_holder_signs_and_one_rule_is_one_band() -> None:
    form = form_of(None, PEOPLE[0])
    assert form.people == ((PEOPLE[0].full_name, "holder"),)
    assert command_of(form, "a", None).bands == (Band(signing=Signing.ANY_ONE),)


def test_somebody_new_has_no_specimen_and_who_stays_keeps_theirs() -> None:
    form = MandateForm((("ama mensah", "holder"), ("Yaw Owusu", "agent")))
    first, second = command_of(form, "a", FILE).signatories
    assert (first.signature, second.signature, second.role) == (SPECIMEN, None, SignatoryRole.AGENT)


@pytest.mark.parametrize(
    "form",
    [
        MandateForm(),
        MandateForm((("Ama", "holder"), ("ama", "joint"))),
        MandateForm((("Ama", "holder"),), signing="all"),
        MandateForm((("Ama", "holder"),), upto=500_00, above="any_two"),
    ],
)
def test_one_that_nobody_could_pay_by(form: MandateForm) -> None:
    assert fault(form) == "mandate_unfit"


def test_one_that_somebody_can_pay_by() -> None:
    assert (
        fault(MandateForm((("Ama", "holder"),)))
        == fault(MandateForm((("Ama", "holder"), ("Kojo", "joint")), "all"))
        == ""
    )


def test_a_longer_one_is_not_cut_short() -> None:
    assert fits(FILE) and fits(None)
    five = tuple(Signatory(name=f"Name {n}") for n in range(5))
    assert not fits(MandateFact(account="a", branch="b", signatories=five, bands=FILE.bands))
