from typing import Any

import pytest

from teller_app.sign_in.acts import DoorActs, fit_name


class Heard:
    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *given: self.calls.append((name, *given))


def test_acts_go_to_the_engine_or_nowhere() -> None:
    engine = Heard()
    for acts in (DoorActs(), DoorActs(lambda: engine)):
        acts.enrol("efua", "secret", "Makola PC 4")
        acts.confirm("123456")
        acts.remind("kwesi")
        acts.ask_manager_code("kwesi")
        acts.confirm_manager("654321")
        acts.choose("efua", "old", "new")
        acts.cancel()
    assert engine.calls == [
        ("enrol", "efua", "secret", "Makola-PC-4"),
        ("confirm_code", "123456"),
        ("remind_manager", "kwesi"),
        ("ask_manager_code", "kwesi"),
        ("confirm_manager_code", "654321"),
        ("choose_password", "efua", "old", "new"),
        ("cancel_enrolment",),
    ]


@pytest.mark.parametrize(
    ("computer", "name"),
    [("MKL-TELLER-04", "MKL-TELLER-04"), ("Ɛfua's PC", "fua-s-PC"), ("", "workstation"), ("x" * 60, "x" * 40)],
)
def test_a_computers_name_as_the_bank_takes_it(computer: str, name: str) -> None:
    assert fit_name(computer) == name
