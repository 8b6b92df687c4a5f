from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from contract import paths
from contract.doors import AuditPage, ChainPart
from teller_app.staff.model import StaffModel
from tests.teller_app.kit import DEVICE, EFUA_ID, FakePort
from tests.teller_app.staff.desk import ACTIVITY, ADMIN, CHAIN, HAJARA_ID, LINES, room


class SlowPort(FakePort):
    """Answers the trail when it is told to; a chain's stretches of 20,000 entries at once."""

    def __init__(self) -> None:
        super().__init__(ADMIN)
        self.held: list[Callable[[], None]] | None = None
        self.bad: dict[str, int] = {}
        self.heads = {"journal": 48_219, "activity": 812}
        self.gone_after = 0

    def fetch(self, path, params, then) -> None:
        if path == paths.AUDIT_CHAIN:
            self.fetched.append((path, params))
            then(*self.stretch(params["chain"], int(params["after"])))
        elif self.held is not None and path == paths.AUDIT:
            self.fetched.append((path, params))
            self.held.append(lambda: then(self.files[path], ""))
        else:
            super().fetch(path, params, then)

    def stretch(self, chain: str, after: int) -> tuple[bytes | None, str]:
        head, bad = self.heads[chain], self.bad.get(chain, 0)
        upto = min(head, after + 20_000)
        if self.gone_after and after >= self.gone_after:
            return None, "offline"
        found = ChainPart(after=after, upto=bad if after < bad <= upto else upto, head=head, bad=bad if after < bad <= upto else 0,
                          what="body")  # fmt: skip
        return msgspec.json.encode(found), ""

    def asked(self, path: str) -> list[dict[str, str]]:
        return [params for where, params in self.fetched if where == path]


@pytest.fixture
def port() -> SlowPort:
    return SlowPort()


@pytest.fixture
def model(port: SlowPort) -> StaffModel:
    return room(port=port)[0]


def test_the_newest_come_first_and_the_first_is_chosen(model: StaffModel) -> None:
    trail = model.state.trail
    assert (trail.lines, trail.chosen, trail.chain, trail.more) == (LINES, "j48219", CHAIN, 48121)
    model.trail.choose("j48213")
    entry = model.state.trail.entry
    assert entry is not None
    assert entry.line.kind == "set_limit"


def test_older_ones_come_behind(model: StaffModel, port: SlowPort) -> None:
    port.files[paths.AUDIT] = msgspec.json.encode(AuditPage(lines=LINES[:1], chain=CHAIN))
    model.trail.older()
    assert port.asked(paths.AUDIT)[-1]["before"] == "48121"
    assert len(model.state.trail.lines) == len(LINES) + 1
    model.trail.older()
    assert len(port.asked(paths.AUDIT)) == 2, "there are no more"


def test_words_mean_people_acts_or_workstations(model: StaffModel) -> None:
    trail = model.trail
    trail.set_text("hajara")
    assert trail.filters() == {"made_by": HAJARA_ID}
    trail.set_text("efua owusu withdrawal")
    assert trail.filters() == {"made_by": EFUA_ID, "kind": "withdraw"}
    trail.set_text("teller-04")
    assert trail.filters() == {"device": DEVICE}
    trail.set_text("nobody")
    assert trail.filters() == {"device": "-"}, "a word that names nothing finds nothing"
    trail.set_text("efua hajara")
    assert trail.filters() == {"made_by": "-"}


def test_a_group_bounds_the_kinds_and_sign_ins_are_the_other_log(model: StaffModel, port: SlowPort) -> None:
    trail = model.trail
    trail.set_group("settings")
    assert "set_limit" in trail.filters()["kind"].split(",")
    trail.set_text("limit")
    assert trail.filters() == {"kind": "set_limit"}
    trail.set_text("deposit")
    assert trail.filters() == {"kind": "-"}
    trail.set_text("")
    trail.set_group("sign_in")
    assert model.state.trail.lines == ACTIVITY
    trail.set_text("tries")
    assert port.asked(paths.ACTIVITY)[-1]["what"] == "locked"
    trail.set_text("samuel")
    assert "user" in port.asked(paths.ACTIVITY)[-1]


def test_a_row_is_shown_with_what_was_before_it_until_something_else_is_asked(
    model: StaffModel, port: SlowPort
) -> None:
    model.trail.begin_at(4711)
    assert port.asked(paths.AUDIT)[-1] == {"limit": "100", "before": "4712"}
    model.trail.read()
    assert port.asked(paths.AUDIT)[-1]["before"] == "4712", "coming into the room reads again"
    model.trail.set_text("deposit")
    assert "before" not in port.asked(paths.AUDIT)[-1]
    model.trail.begin_at(4711)
    model.trail.set_group("money")
    assert "before" not in port.asked(paths.AUDIT)[-1]


def test_typing_asks_once_more_when_the_answer_came_and_shows_the_last_question_only(
    model: StaffModel, port: SlowPort
) -> None:
    port.held, before = [], len(port.asked(paths.AUDIT))
    for typed in ("e", "ef", "efu", "efua"):
        model.trail.set_text(typed)
    assert len(port.asked(paths.AUDIT)) == before + 1
    port.files[paths.AUDIT] = msgspec.json.encode(AuditPage(lines=LINES[:2], chain=CHAIN))
    port.held.pop(0)()
    assert model.state.trail.lines == LINES, "an answer to what nobody asks any more"
    assert port.asked(paths.AUDIT)[-1]["made_by"] == EFUA_ID
    port.held.pop(0)()
    assert model.state.trail.lines == LINES[:2]


def test_both_chains_are_walked_by_stretches(model: StaffModel, port: SlowPort) -> None:
    seen: list[tuple[str, int]] = []
    hear = model.trail.on_change
    model.trail.on_change = lambda state: (hear(state), seen.append((state.check.state, state.check.share)))[0]
    assert model.trail.verify()
    check = model.state.trail.check
    assert (check.state, check.upto) == ("whole", 48_219 + 812)
    assert [params["after"] for params in port.asked(paths.AUDIT_CHAIN)] == ["0", "20000", "40000", "0"]
    assert [share for _, share in seen] == sorted(share for _, share in seen)
    assert 0 < seen[1][1] < 100


@pytest.mark.parametrize(("chain", "bad"), [("journal", 30_000), ("activity", 7)])
def test_the_first_bad_entry_is_named_and_the_walk_ends(
    model: StaffModel, port: SlowPort, chain: str, bad: int
) -> None:
    port.bad = {chain: bad}
    model.trail.verify()
    check = model.state.trail.check
    assert (check.state, check.chain, check.bad) == ("broken", chain, bad)


def test_a_line_that_dies_in_the_middle_is_no_verdict(model: StaffModel, port: SlowPort) -> None:
    port.gone_after = 20_000
    model.trail.verify()
    assert (model.state.trail.check.state, model.state.trail.problem) == ("failed", "offline")
    port.gone_after = 0
    assert model.trail.verify()
    assert model.state.trail.check.state == "whole"


def test_what_is_filtered_is_written_into_a_file(model: StaffModel, port: SlowPort, tmp_path: Path) -> None:
    port.files[paths.AUDIT_EXPORT] = b'{"head":{}}\n'
    model.trail.set_text("hajara")
    assert model.trail.export(tmp_path / "extract.jsonl")
    assert (tmp_path / "extract.jsonl").read_bytes() == b'{"head":{}}\n'
    assert port.asked(paths.AUDIT_EXPORT) == [{"made_by": HAJARA_ID}]
    assert model.state.trail.exported.endswith("extract.jsonl")
    model.trail.export(tmp_path / "no" / "such" / "place.jsonl")
    assert (model.state.trail.problem, model.state.trail.exported) == ("not_written", "")
    del port.files[paths.AUDIT_EXPORT]
    model.trail.export(tmp_path / "other.jsonl")
    assert (model.state.trail.problem, (tmp_path / "other.jsonl").exists()) == ("offline", False)


def test_the_log_of_sign_ins_has_an_extract_of_its_own(model: StaffModel, port: SlowPort, tmp_path: Path) -> None:
    port.files[paths.ACTIVITY_EXPORT] = b'{"head":{}}\n'
    model.trail.set_group("sign_in")
    model.trail.set_text("hajara")
    assert model.trail.export(tmp_path / "log.jsonl")
    assert (tmp_path / "log.jsonl").read_bytes() == b'{"head":{}}\n'
    assert port.asked(paths.ACTIVITY_EXPORT) == [{"user": HAJARA_ID}]
    assert port.asked(paths.AUDIT_EXPORT) == []
    assert model.state.trail.exported.endswith("log.jsonl")
