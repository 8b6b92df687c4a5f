"""What others are told about a request: words for a person, never an id."""

from types import SimpleNamespace
from typing import Any

import pytest

from contract.notices import Level
from contract.permissions import Permission
from server.approvals import telling
from server.core.audience import Audience


class Told:
    def __init__(self) -> None:
        self.notices: list[tuple[Any, ...]] = []

    def __call__(self, ctx: Any, *given: Any) -> None:
        self.notices.append(given)


def row(body: str, number: str = "") -> Any:
    return SimpleNamespace(id="r", branch="b", maker_name="Efua", kind="k", body=body, account_number=number)


@pytest.mark.parametrize(("asked", "about"), [
    (row('{"kind":"ask_for_device","name":"TILL-9"}'), "TILL-9"),
    (row('{"kind":"withdraw"}', "0400100000017"), "0400100000017"),
])  # fmt: skip
def test_a_reminder_says_who_waits_and_for_what(asked: Any, about: str) -> None:
    told, audience = Told(), Audience(people=("kofi",))
    telling.reminded(told, SimpleNamespace(), asked, audience)
    assert told.notices == [("request_waits", Level.WARN, {"who": "Efua", "about": about}, audience, "r")]


def test_one_workstation_is_told_to_who_reads_the_audit() -> None:
    told, ctx = Told(), SimpleNamespace(actor=SimpleNamespace(name="Kofi"))
    telling.one_workstation(told, ctx, row("{}"))
    code, _, params, audience, about = told.notices[0]
    assert (code, params["name"], params["other"], about) == ("one_workstation", "Efua", "Kofi", "r")
    assert (audience.branch, audience.permission) == ("b", Permission.READ_AUDIT.value)
