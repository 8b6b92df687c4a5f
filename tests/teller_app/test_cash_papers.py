"""What the server states of cash becomes a paper that the press accepts."""

import msgspec
import pytest

from contract.customers import Band, MandateFact, Signatory, Signing
from contract.ledger import Cash, StandIn, Withdraw
from contract.money import Money
from contract.papers import OverShortPaper, OverShortStep, PositionPaper, Proof, TransferPaper, TrialLine, TrialPaper
from contract.variances import StepKind
from server.api.trial import CASH, GROUPS
from server.ledger.verification import signer
from teller_app import cash_papers, papers
from teller_app.printing.facts import Stamp
from teller_app.printing.press import Press
from teller_app.printing.wording import VoucherWords
from tests.teller_app.kit import EFUA
from tests.teller_app.printing import pdf_reader
from tests.teller_app.samples import some_id
from tests.teller_app.test_papers import DESK, NUMBER, SAVING, posted, press

__all__ = ["press"]

SIGN, WORDS = signer(b"k" * 32), VoucherWords()
TRANSFER = TransferPaper(
    number="VT-040-0609", code=SIGN("VT-040-0609"), branch="b", currency="GHS", business_date="2026-11-22",
    sent_at="2026-11-22T14:35:12.000Z", source="drawer", target="vault", amount=400_50, source_number="04",
    pieces={"10000": 3, "5000:mutilated": 2, "50c": 1, "2000:suspect": 1}, sender="Efua Owusu", note="Above its maximum",
)  # fmt: skip
POSITION = PositionPaper(
    number="CP-04-20261122-497", code=SIGN("CP"), drawer="04", branch="b", currency="GHS", business_date="2026-11-22",
    at="2026-11-22T13:52:10.000Z", seq=497, amount=250_00, pieces={"20000": 1, "5000:mutilated": 1, "1000:suspect": 4}, cashier="Efua",
)  # fmt: skip
TRIAL = TrialPaper(
    number="TB-040-20261122-497-GHS", code=SIGN("TB"), branch="b", branch_name="040 Makola", currency="GHS",
    business_date="2026-11-22", open=True, first_seq=400, seq=497, total=250_00,
    lines=(TrialLine("assets", "1010-04", "Cash in drawer 04", 200_00, 100_00, 50_00),
           TrialLine("liabilities", "SAV", "Savings", -200_00, 50_00, 100_00)),
    proofs=(Proof("drawer", 250_00, 250_00, 1), Proof("vault", 0, 0, 1), Proof("transit", 0, 0, 0)),
)  # fmt: skip
RECORD = OverShortPaper(
    number="OS-04-20261122-1A2B3C4D-2", code=SIGN("OS"), branch="b", drawer="04", currency="GHS", business_date="2026-11-22",
    at="2026-11-22T17:24:08.000Z", cashier="Efua Owusu", amount=-100_00, reason="Not found", short=100_00, count=1,
    steps=(OverShortStep(kind=StepKind.ACCEPTED, by="", at="2026-11-22T17:24:08.000Z"),
           OverShortStep(kind=StepKind.WRITTEN_OFF, by="Yaw", approved_by="Akosua", at="2026-11-22T18:24:08.000Z", amount=60_00)),
)  # fmt: skip


def test_a_voucher_before_it_is_received(press: Press) -> None:
    facts = cash_papers.voucher(TRANSFER, DESK, WORDS)
    assert facts.way == "Drawer 04 to vault"
    assert facts.copies == ("Vault copy · file in the vault register", "Drawer copy · file with drawer 04")
    assert [(line.unit, line.sent, line.worth_minor, line.received) for line in facts.lines] == [
        ("100", 3, 10000, None),
        ("50 worn", 2, 5000, None),
        ("20 suspect", 1, 0, None),
        ("0.50", 1, 50, None),
    ]
    said = pdf_reader.flat(press.voucher(facts).data)
    assert said.count(TRANSFER.code) == 2
    assert said.count("not yet") == 2


def test_a_voucher_once_the_other_side_has_counted(press: Press) -> None:
    there = msgspec.structs.replace(TRANSFER, received_at="2026-11-22T14:38:50.000Z", received={"10000": 3, "5000:mutilated": 1},
                                    receiver="Akua Darko", receiver_second="Hajara Bawa")  # fmt: skip
    facts = cash_papers.voucher(there, DESK, WORDS)
    assert [line.received for line in facts.lines] == [3, 1, 0, 0], "nought is printed, not left blank"
    assert facts.people == (("Efua Owusu", "Sent by"), ("Akua Darko", "Received by"), ("Hajara Bawa", "Second person"))
    numbered = cash_papers.voucher(msgspec.structs.replace(there, numbers=("TLR-7", "", "CUS-2")), DESK, WORDS)
    assert [role for _, role in numbered.people] == ["Sent by · TLR-7", "Received by", "Second person · CUS-2"]
    assert press.voucher(facts).key != press.voucher(cash_papers.voucher(TRANSFER, DESK, WORDS)).key


@pytest.mark.parametrize(
    ("source", "target"), [("vault", "bank"), ("bank", "vault"), ("drawer", "drawer"), ("vault", "drawer")]
)
def test_every_way_that_cash_goes_has_its_words(source: str, target: str, press: Press) -> None:
    paper = msgspec.structs.replace(TRANSFER, source=source, target=target, target_number="05")
    assert press.voucher(cash_papers.voucher(paper, DESK, WORDS)).pages == 1


def test_a_position_counts_notes_wherever_they_lie_and_no_suspect_ones(press: Press) -> None:
    facts = cash_papers.position(POSITION, DESK)
    assert {line.denomination_minor: line.pieces for line in facts.held if line.pieces} == {20000: 1, 5000: 1}
    assert POSITION.number in pdf_reader.flat(press.position(facts).data)


def test_a_duplicate_says_when_the_first_was_printed(press: Press) -> None:
    first = Stamp(DESK.clock(), "WS-OLD")
    for facts in (cash_papers.position(POSITION, DESK, 2, first), cash_papers.voucher(TRANSFER, DESK, WORDS, 2, first)):
        assert facts.duplicate is not None
        assert (facts.duplicate.number, facts.duplicate.original.workstation) == (2, "WS-OLD")


def taken(**changes: object) -> Withdraw:
    made = Withdraw(transaction=some_id(1), account=some_id(2), amount=Money(200_00, "GHS"), cash=Cash(given={"20000": 1}),
                    receipt=NUMBER)  # fmt: skip
    return msgspec.structs.replace(made, **changes)


def test_a_withdrawal_s_voucher_says_who_let_it_pass(press: Press) -> None:
    receipt = papers.receipt(taken(), posted(), SAVING, "Abena Mensah", DESK)
    code = StandIn(code=some_id(3), proof="0" * 64)
    for command, approval in (
        (taken(), "Not needed: within the limit"),
        (taken(permit=some_id(4)), f"Request {some_id(4)[-8:].upper()}"),
        (taken(paid_offline=True), "Stand-in, within the drawer's budget"),
        (taken(paid_offline=True, stand_in=code), "Stand-in, code of the manager"),
    ):
        facts = cash_papers.withdrawal(receipt, command, "GHA-123454417-0", None, press.wording.withdrawal)
        said = pdf_reader.flat(press.withdrawal(facts).data)
        assert approval in said
        assert "Ghana Card GHA-•••••4417-•" in said
    again = cash_papers.withdrawal(receipt, None, "", None, press.wording.withdrawal)
    assert (again.approval, again.card, again.mandate) == ("", "", "")


def test_who_signs_is_what_the_mandate_says_of_this_amount(press: Press) -> None:
    two = (Signatory(name="Ama"), Signatory(name="Kofi"))
    bands = (Band(signing=Signing.ANY_ONE, upto=100_00), Band(signing=Signing.ALL))
    receipt = papers.receipt(taken(), posted(), SAVING, "Abena Mensah", DESK)
    for signatories, steps, said in (
        (two, bands, "all 2 sign"),
        (two, (), "any one of 2 signs"),
        (two[:1], (), "sole signatory"),
        ((), (), ""),
    ):
        mandate = MandateFact(account=some_id(2), branch=some_id(5), signatories=signatories, bands=steps)
        facts = cash_papers.withdrawal(receipt, taken(), "", mandate, press.wording.withdrawal)
        assert facts.mandate == said


def test_a_trial_balance_is_proved_by_the_cash_and_by_its_own_sides(press: Press) -> None:
    facts = cash_papers.trial(TRIAL, DESK, press.wording.trial)
    assert [group.name for group in facts.groups] == ["Assets", "Liabilities"]
    assert [(proof.books, proof.found) for proof in facts.proofs] == [
        (250_00, 250_00),
        (0, 0),
        (0, 0),
        (150_00, 150_00),
        (250_00, 250_00),
    ]
    said = pdf_reader.flat(press.trial(facts).data)
    assert {"040 Makola", "Open, as of now", "journal 400 – 497", EFUA.full_name} <= set(said)
    closed = cash_papers.trial(msgspec.structs.replace(TRIAL, open=False), DESK, press.wording.trial, 1)
    assert {"Closed", "DUPLICATE"} <= set(pdf_reader.flat(press.trial(closed).data))


def test_every_group_and_place_of_the_server_has_its_words(press: Press) -> None:
    words = press.wording.trial
    assert set(words.groups) == set(GROUPS.values())
    assert set(words.proof) == set(words.places) == {what for what, _ in CASH}


def test_an_over_short_record_says_who_did_each_step(press: Press) -> None:
    facts = cash_papers.over_short(RECORD, DESK, press.wording.over_short, ())
    assert [(step.what, step.by, step.settled) for step in facts.steps] == [
        ("Accepted", "the tolerance", 0),
        ("Written off", "Yaw, Akosua", 60_00),
    ]
    assert "40.00" in pdf_reader.flat(press.over_short(facts).data)
    assert set(press.wording.over_short.kinds) == {kind.value for kind in StepKind}
