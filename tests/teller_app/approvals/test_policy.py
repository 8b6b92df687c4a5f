"""Lines of the policy: read, written, asked for; a change waits for somebody else."""

import msgspec
import pytest

from contract.approvals import Requested, SetApprovalRule, When, Why
from contract.errors import ErrorCode, Rejected
from contract.feed import Awaiting, NotTaken, Refused
from contract.ids import new_id
from contract.permissions import Role
from teller_app.approvals.policy import FIELDS, PolicyModel, about, command_of, draft_of
from teller_app.manifest import Line
from tests.teller_app.approvals.policy_desk import MANAGER, OSU, RULES, Books, asked, room
from tests.teller_app.kit import BRANCH, FakePort

WAITS = Awaiting(
    seq=1, result=Requested(request=new_id(), role=Role.MANAGER, reasons=(Why(code="policy_change"),), expires_at="")
)


def chosen(model: PolicyModel, rule: str) -> None:
    model.choose([fact.rule for fact in model.state.rules].index(rule))


def test_a_new_line_is_asked_for_and_waits() -> None:
    model, port = room()
    model.begin()
    model.put(rule="osu-day", when=When.DAY, act="withdraw", branch=OSU, bound=900_00, flag="memo")
    model.send()
    assert port.sent[0].command == SetApprovalRule(
        rule="osu-day", when=When.DAY, act="withdraw", branch=OSU, currency="GHS", bound=900_00
    ), "a flag means nothing to a sum of the day"
    port.sent[0].settled(WAITS)
    assert (model.state.asked, model.state.draft, model.state.busy) == ("osu-day", None, False)


@pytest.mark.parametrize("fact", RULES, ids=lambda fact: fact.rule)
def test_a_line_that_is_changed_in_nothing_says_the_same(fact) -> None:
    command = command_of(draft_of(fact), off=fact.off)
    said = {name: getattr(command, name) or ("" if name in ("branch", "drawer", "to_branch") else getattr(command, name))
            for name in fact.__struct_fields__}  # fmt: skip
    assert said == msgspec.structs.asdict(fact)


def test_every_sort_says_what_it_can() -> None:
    assert set(FIELDS) == set(When)


def test_changing_keeps_name_and_sort_and_turning_off_keeps_the_rest() -> None:
    model, port = room()
    chosen(model, "till-9")
    model.change()
    model.put(bound=3_000_00)
    model.send()
    assert (port.sent[0].command.rule, port.sent[0].command.bound) == ("till-9", 3_000_00)
    port.sent[0].settled(WAITS)
    model.turn()
    assert port.sent[1].command == command_of(draft_of(RULES[4]), off=True)
    port.sent[1].settled(WAITS)
    chosen(model, "tier-1")
    model.turn()
    assert port.sent[2].command.off is False


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"rule": "", "bound": 5}, "rule_name_missing"),
        ({"rule": "two words", "bound": 5}, "rule_name_missing"),
        ({"rule": "ops", "bound": 5}, "rule_name_taken"),
        ({"rule": "new", "bound": None}, "rule_incomplete"),
    ],
)
def test_what_cannot_be_asked_for_stays_written(said: dict[str, object], code: str) -> None:
    model, port = room()
    model.begin()
    model.put(**said)
    model.send()
    assert (model.state.problem, port.sent) == (code, [])
    assert model.state.draft is not None


def test_what_is_refused_is_said_and_stays_written() -> None:
    model, port = room()
    for answer in (Refused(seq=1, problem=Rejected(code=ErrorCode.RULE_INCOMPLETE, params={"missing": "flag"})),
                   NotTaken(code=ErrorCode.BUSY)):  # fmt: skip
        model.begin()
        model.put(rule="new", when=When.FLAG)
        model.send()
        port.sent[-1].settled(answer)
        assert model.state.problem in ("rule_incomplete", "busy")
        assert model.state.draft is not None and not model.state.busy


def test_a_manager_reads_and_without_the_server_nobody_writes() -> None:
    model, port = room(port=FakePort(MANAGER))
    model.begin()
    model.turn()
    assert (model.state.why_not_changed, model.state.problem, model.state.draft) == ("right", "not_permitted", None)
    model, port = room()
    port.set_line(Line("offline"))
    model.change()
    assert (model.state.problem, model.state.draft, port.sent) == ("needs_server", None, [])


def test_a_line_about_which_a_change_waits_is_marked_until_it_is_decided() -> None:
    books = Books(requests=(asked(),))
    model, port = room(books)
    assert model.state.waiting == {"tier-1"}
    books.requests = ()
    port.tell("request")
    assert model.state.waiting == frozenset()


def test_only_requests_about_the_policy_name_a_line() -> None:
    assert about(asked("x")) == "x"
    assert about(msgspec.structs.replace(asked(), kind="withdraw")) == ""


def test_the_choice_follows_its_line_and_another_drops_the_draft() -> None:
    books = Books()
    model, port = room(books)
    chosen(model, "ops")
    model.change()
    books.rules = RULES[2:]
    port.tell("approval_rule")
    assert model.state.chosen is not None and model.state.chosen.rule == "ops"
    assert model.state.draft is not None and model.state.draft.rule == "ops"
    model.choose(0)
    assert model.state.draft is None
    assert BRANCH in {fact.branch for fact in model.state.branches}
