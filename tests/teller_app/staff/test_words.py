from dataclasses import replace

import msgspec

from contract.doors import PersonStanding
from contract.permissions import Role
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.staff import rules, words
from tests.teller_app.kit import BRANCH, EFUA_ID
from tests.teller_app.staff.desk import (
    HAJARA_ID,
    LAPTOP_WAITS,
    LEFT_ID,
    SAMUEL_ID,
    SESSIONS,
    TEXTS,
    TODAY,
    WAITS,
    room,
)

STATE = room()[0].state


def person(user: str):
    return next(one for one in STATE.people if one.user == user)


def test_a_person_in_words() -> None:
    efua, hajara = person(EFUA_ID), person(HAJARA_ID)
    assert words.roles(efua, TEXTS) == "Cashier"
    assert words.branch(STATE, BRANCH) == "Makola"
    assert words.branch(STATE, "elsewhere-12345678") == "12345678"
    assert (words.person_limit(STATE, efua), words.person_limit(STATE, person(LEFT_ID))) == ("5,000.00", "5,000.00")
    assert (words.code_way(STATE, hajara, TEXTS), words.code_way(STATE, person(LEFT_ID), TEXTS)) == (
        "TOTP",
        formats.EM_DASH,
    )
    waits = msgspec.structs.replace(efua, noted="mark", noted_end="567")
    unreached = replace(STATE, standing={EFUA_ID: PersonStanding(user=EFUA_ID)})
    assert [words.code_way(unreached, one, TEXTS) for one in (efua, waits)] == ["None", "Unconfirmed"]
    nowhere = msgspec.structs.replace(efua, phone_end="")
    new = msgspec.structs.replace(waits, phone_end="")
    assert [words.phone_now(one, TEXTS) for one in (nowhere, efua, new, waits)] == [
        "",
        "Now it ends in 306",
        "Ends in 567, not confirmed yet",
        "Now 306; 567 waits for its owner",
    ]
    said = [words.person_status(STATE, person(user), TEXTS) for user in (EFUA_ID, HAJARA_ID, SAMUEL_ID, LEFT_ID)]
    assert said == [("Active", "pos"), ("Waits", "warn"), ("Locked", "neg"), ("Left", "mute")]


def test_what_waits_and_what_goes_on() -> None:
    assert words.request_words(STATE, WAITS, TEXTS) == "Cash withdrawal up to GH₵ 80,000.00 alone for Hajara Bawa"
    assert words.request_words(STATE, LAPTOP_WAITS, TEXTS) == "Admit the workstation HO-LAPTOP-22"
    assert words.asked_by(WAITS, TEXTS, TODAY).startswith("Nii Armah Lamptey, ")
    assert words.session_line(SESSIONS[0], TEXTS, TODAY).startswith("Since ")
    french = Texts.load("fr")
    assert "22 août" in words.asked_by(msgspec.structs.replace(WAITS, at="2026-08-22T15:00:00.000Z"), french, TODAY)
    assert "22 août" in words.second("2026-08-22T15:00:00.000Z", french, TODAY)
    assert words.device_status(STATE, STATE.devices[0], TEXTS) == ("In use", "pos")


def test_a_cell_is_never_colour_alone() -> None:
    assert [words.cell(mark, TEXTS) for mark in (rules.DASH, rules.YES, rules.LIMIT, rules.READ, rules.MAKER)] == [
        "—", "✓", "Limit", "Read", "Maker"]  # fmt: skip
    assert words.columns_of_roles(STATE) == list(Role)


def test_a_field_is_named_in_the_room_s_own_words() -> None:
    model, _ = room()
    model._fail("field_unfit", {"field": "username"})
    assert "small letters" in words.problem(model.state, TEXTS)[1]
    model._fail("field_unfit", {"field": ""})
    assert words.problem(model.state, TEXTS)[1] == TEXTS("staff.unfit.other")
    model._fail("needs_server")
    assert words.problem(model.state, TEXTS)[0] == TEXTS.for_code("needs_server").title
    assert words.names(STATE).person(EFUA_ID) == "Efua Owusu"
