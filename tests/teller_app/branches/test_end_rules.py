"""Steps and exceptions of the day's end, from what the branch's room knows."""

from dataclasses import replace

import msgspec

from contract.branches import Broken, HeldEntry
from teller_app.branches import end_rules, end_words
from teller_app.branches.model import BranchModel
from tests.teller_app.approvals.desk import request
from tests.teller_app.branches.desk import (
    BROKEN,
    EVENTFUL,
    QUIET,
    Replica,
    branch,
    closed_report,
    figures,
    recorded,
    report_bytes,
    room,
)
from tests.teller_app.kit import BRANCH, EFUA_ID
from tests.teller_app.room_window import TEXTS
from tests.teller_app.vault.desk import custody


def standing(model: BranchModel) -> dict[str, str]:
    return {step.name: step.state for step in end_rules.steps(model.state)}


def test_the_first_hard_step_that_is_not_done_is_under_way_and_soft_ones_are_exceptions() -> None:
    model, _, _ = room(Replica(variances=(recorded(),)))
    found = standing(model)
    assert (found["open"], found["drawers"], found["moves"], found["vault"]) == ("done", "active", "waiting", "waiting")
    assert (found["requests"], found["variances"], found["advances"]) == ("exception", "exception", "done")
    assert (found["tie"], found["close"], found["next"]) == ("waiting", "waiting", "waiting")


def test_counted_and_read_only_the_close_is_left_then_the_next_day() -> None:
    counted = custody(open=False, closed_on="2026-11-22")
    model, _, _ = room(Replica(**QUIET, custody=counted))
    assert standing(model)["tie"] == "active"
    model.read_report()
    assert (standing(model)["tie"], standing(model)["close"]) == ("done", "active")
    model, _, _ = room(Replica(**QUIET, branch=branch(open=False), report=closed_report()))
    found = standing(model)
    assert found.pop("next") == "active"
    assert set(found.values()) == {"done"}


def test_a_branch_that_never_had_a_day_waits_with_everything() -> None:
    assert set(standing(room(Replica(branch=branch(business_date="")))[0]).values()) == {"waiting"}
    assert set(standing(room(Replica(branch=None))[0]).values()) == {"waiting"}


def test_what_breaks_the_tie_out_stands_first_and_a_sum_without_a_row_is_named() -> None:
    model, port, _ = room(Replica(variances=(recorded(),)))
    odd = Broken(account="1020", holder="vault:b", ledger=100, counted=90)
    report = msgspec.structs.replace(BROKEN, broken=(*BROKEN.broken, odd))
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(report)
    model.read_report()
    found = end_rules.faults(model.state)
    assert [(fault.key, fault.act, fault.off) for fault in found[:2]] == [
        ("entry:4711", "entry", -10_00),
        ("account:1020", "", -10),
    ]
    assert [fault.step for fault in found[2:]] == ["requests", "variances"]
    assert standing(model)["tie"] == "exception"
    chosen = end_rules.chosen(model.state)
    assert chosen is not None
    assert chosen.key == "entry:4711"


def test_what_the_day_settled_by_itself() -> None:
    model, _, _ = room(Replica())
    state = replace(model.state, figures=(figures(drawers=EVENTFUL),))
    codes = [(item.code, item.about, item.count) for item in end_rules.settled(state)]
    assert codes[:4] == [("left_in", "02", 0), ("amended", "03", 1), ("left_in", "03", 0), ("forced", "04", 0)]


def test_the_closes_own_request_is_the_signature_and_no_exception() -> None:
    asked = request(kind="close_branch_day")
    model, _, _ = room(Replica(**{**QUIET, "requests": (asked,)}))
    assert end_rules.signature(model.state) == asked
    assert end_rules.faults(model.state) == ()
    assert end_rules.signature(room(Replica())[0].state) is None


def test_z_is_compared_with_the_last_x_that_was_read_here() -> None:
    replica = Replica()
    model, _, _ = room(replica)
    assert end_rules.same_report(model.state) is None
    model.read_report()
    replica.branch, replica.report = branch(open=False), closed_report()
    model.refresh()
    assert end_rules.same_report(model.state) is True
    replica.report = msgspec.structs.replace(closed_report(), figures=(figures(postings=1),))
    model.refresh()
    assert end_rules.same_report(model.state) is False


def test_what_lies_in_suspense_is_an_exception_that_leads_to_its_entry() -> None:
    model, port, gone = room(Replica(**QUIET))
    held = HeldEntry(seq=4712, kind="deposit", at="2026-11-20T15:36:00.000Z", made_by=EFUA_ID, amount=1_150_00,
                     transaction="t", receipt="06-20261120-1-0231")  # fmt: skip
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(figures(suspense=1_150_00, held=(held,)))
    model.read_report()
    (fault,) = end_rules.faults(model.state)
    assert (fault.key, fault.act, fault.off) == ("held:4712", "entry", 1_150_00)
    assert end_words.fault_title(fault, TEXTS) == "In suspense: 06-20261120-1-0231"
    assert end_words.fault_sub(fault, model.state, TEXTS).startswith("Cash deposit · ")
    assert end_words.fault_figures(fault, TEXTS) == "+1,150.00, The bank keeps it"
    assert model.settle()
    assert gone == ["entry:4712"]
    assert standing(model)["tie"] == "done", "it ties all the same"
