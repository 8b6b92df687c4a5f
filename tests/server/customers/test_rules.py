"""Names as they are found, flags that stop."""

import pytest

from contract.customers import Band, Flag, SetMandate, Signatory, Signing
from contract.ids import new_id
from server.customers import rules


@pytest.mark.parametrize(
    ("name", "folded"),
    [("  Ama   SERWAA ", "ama serwaa"), ("Dvořáková Žaneta", "dvorakova zaneta"), ("Ɛsi Akɔsua", "esi akosua")],
)
def test_a_name_is_folded(name: str, folded: str) -> None:
    assert rules.folded(name) == folded


def test_only_two_flags_stop() -> None:
    assert {flag for flag in Flag if rules.stopping([flag.value]) is flag} == {Flag.STOP, Flag.DECEASED}
    assert rules.stopping(["memo", "deceased"]) is Flag.DECEASED
    assert rules.stopping([]) is None


def test_no_band_written_means_that_any_one_signs() -> None:
    written = SetMandate(account=new_id(), signatories=(Signatory(name="Ama"),))
    assert rules.bands_of(written) == (Band(signing=Signing.ANY_ONE),)
    assert rules.mandate_fault(written) is None
