import msgspec
import pytest

from contract.commands import encode
from contract.doors import AuditEntry
from contract.products import SetProduct, Terms
from contract.staff import UserFact
from teller_app.staff import words_trail as words
from teller_app.staff.trail_state import Check, TrailState
from tests.teller_app.kit import KWESI_ID
from tests.teller_app.staff.desk import (
    ACTIVITY,
    CHAIN,
    ENTRY,
    HASHES,
    KANESHIE,
    LIMITS,
    LINES,
    PEOPLE,
    TEXTS,
    TODAY,
    fact_text,
    limit,
    room,
)

STATE = room()[0].state
replace = msgspec.structs.replace


def test_lines_of_both_logs() -> None:
    assert [words.number(line) for line in (LINES[0], ACTIVITY[0])] == ["48,219", "812"]
    assert [words.who(line, TEXTS) for line in LINES] == ["Nii Armah Lamptey"] * 2 + [
        "Kwesi Appiah",
        "Efua Owusu",
        "The bank",
    ]
    assert [words.what(line, TEXTS) for line in LINES[:4]] == [
        "Person added, asked", "Limit changed, asked", "Workstation revoked", "Cash withdrawal, refused"]  # fmt: skip
    assert words.what(replace(LINES[2], kind="of_a_newer_server"), TEXTS) == "Of a newer server"
    assert [words.who(line, TEXTS) for line in ACTIVITY] == [
        "Nii Armah Lamptey",
        "Samuel Arthur",
        "Kwesi Appiah",
        "ghost",
    ]
    assert [words.where(line) for line in ACTIVITY] == ["HO-ADMIN-01", "KNS-TELLER-02", "Efua Owusu", "—"]
    assert [words.chip(line, TEXTS)[1] for line in ACTIVITY] == ["info", "neg", "info", "neg"]
    assert words.chip(LINES[1], TEXTS) == ("Settings", "warn")
    assert words.activity_facts(ACTIVITY[2], TEXTS)[-1] == ("About", "shift over")


@pytest.mark.parametrize(("check", "said", "tone"), [
    (Check(), "48,219 entries, not checked yet", "mute"),
    (Check("checking", 12, 48), "Checking, 25%", "info"),
    (Check("whole", 49_031, 49_031), "Chain whole, 49,031 entries", "pos"),
    (Check("broken", 9, 10, "journal", 17_902), "Entry 17,902 is not as it was written", "neg"),
    (Check("broken", 9, 10, "activity", 7), "Line 7 of the sign-ins is not as it was written", "neg"),
    (Check("failed"), "Not checked to the end", "warn"),
])  # fmt: skip
def test_the_chain_says_how_it_stands(check: Check, said: str, tone: str) -> None:
    assert words.chain(TrailState(chain=CHAIN, check=check), TEXTS) == (said, tone)


def test_a_seal_is_of_what_lies_before_it_and_worth_something_once_it_was_looked_at() -> None:
    whole = TrailState(chain=CHAIN, check=Check("whole"))
    assert words.seal(whole, 48_216, TEXTS, TODAY)[1] == "mute"
    assert words.seal(whole, 48_213, TEXTS, TODAY)[1] == "pos"
    assert words.seal(TrailState(chain=CHAIN), 48_213, TEXTS, TODAY)[1] == "mute"
    assert words.seal(TrailState(), 1, TEXTS, TODAY) == (TEXTS("staff.seal.not_yet"), "mute")


def test_a_hash_is_short_and_none_is_a_dash() -> None:
    assert words.short_hash("4be107c988d2" + "0" * 48 + "19fa") == "4be1 07c9 88d2 … 19fa"
    assert words.short_hash("") == "—"
    assert len(HASHES[0]) == 64


def test_what_an_entry_asks_beside_what_was() -> None:
    assert words.changes(ENTRY, STATE, TEXTS) == [("Per transaction", "GH₵ 60,000.00", "GH₵ 80,000.00")]
    assert words.entry_title(ENTRY, STATE, TEXTS) == "Cash withdrawal up to GH₵ 80,000.00 alone for Hajara Bawa"
    facts = dict(words.entry_facts(ENTRY, STATE, TEXTS, TODAY))
    assert (facts["Maker"], facts["Checker"], facts["Workstation"]) == (
        "Nii Armah Lamptey",
        "Waiting for one",
        "HO-ADMIN-01",
    )
    assert facts["Branch"] == "Makola, 22 Nov 2026"


def test_a_bound_for_the_day_that_is_new_is_seen() -> None:
    body = msgspec.json.decode(ENTRY.body) | {"per_day": 90_000_00}
    found = words.changes(replace(ENTRY, body=msgspec.json.encode(body).decode()), STATE, TEXTS)
    assert ("Per day", "None", "GH₵ 90,000.00") in found


def executed(before: object, after: object) -> AuditEntry:
    return replace(ENTRY, before=fact_text(before) if before else "", after=fact_text(after), state="approved", decided_by_name="Kwesi Appiah",
                   decided_at="2026-11-22T15:45:00.000Z", asked_body=ENTRY.body)  # fmt: skip


def test_what_was_executed_is_compared_field_by_field() -> None:
    entry = executed(LIMITS[-1], limit(80_000_00, user=LIMITS[-1].user))
    assert words.changes(entry, STATE, TEXTS) == [("Per transaction", "GH₵ 60,000.00", "GH₵ 80,000.00")]
    assert dict(words.entry_facts(entry, STATE, TEXTS, TODAY))["Checker"] == "Kwesi Appiah"
    before: UserFact = PEOPLE[1]
    moved = executed(before, replace(before, branch=KANESHIE, active=False))
    assert words.changes(moved, STATE, TEXTS) == [("Branch", "Makola", "Kaneshie"), ("May sign in", "Yes", "No")]
    assert ("Name", "", "Efua Owusu") in words.changes(executed(None, before), STATE, TEXTS)


def test_a_product_is_read_as_it_was_and_as_it_becomes_by_whoever_audits() -> None:
    before = Terms(name="Current", currency="GHS", kind="current", withdrawal_fee=1_00)
    body = encode(SetProduct(product="20", terms=replace(before, withdrawal_fee=1_50), before=before)).decode()
    asked = replace(ENTRY, line=replace(ENTRY.line, kind="set_product"), asked="set_product", body=body)
    assert words.changes(asked, STATE, TEXTS) == [("Fee for a withdrawal", "GH₵ 1.00", "GH₵ 1.50")]
    assert words.entry_title(asked, STATE, TEXTS) == "Set the product 20 Current"
    decided = replace(
        asked, asked_body=body, body='{"kind":"approve_request"}', after='{"fact":"product","product":"20"}'
    )
    assert words.changes(decided, STATE, TEXTS) == words.changes(asked, STATE, TEXTS)
    assert words.changes(replace(asked, body=""), STATE, TEXTS) == []
    assert words.changes(replace(asked, body='{"kind":"set_product"}'), STATE, TEXTS) == [], "of a newer bank"


def test_withheld_content_says_so() -> None:
    assert words.entry_title(replace(ENTRY, withheld=True, body=""), STATE, TEXTS) == TEXTS("staff.entry.withheld")
    delivered = replace(ENTRY, line=replace(ENTRY.line, delivered_by=KWESI_ID))
    assert dict(words.entry_facts(delivered, STATE, TEXTS, TODAY))["Delivered by"] == "Kwesi Appiah"
