import msgspec
import pytest

from contract.commands import decode, encode
from contract.ledger import Depositor
from teller_app.counter.state import Form
from teller_app.counter.view_details import FIELDS, Details
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.teller_app.samples import deposit


def details(qtbot, density: str = "compact") -> Details:
    made = Details(Look("dark", density), Texts.load())
    qtbot.addWidget(made)
    made.place(narrow=False)
    made.resize(600, 300)
    made.show()
    return made


def rows(made: Details) -> list[list[str]]:
    """Names of the fields by the line they stand in, as they are read."""
    named = [*made.fields.items(), ("target", made.target)]
    shown = sorted((field.y(), field.x(), name) for name, field in named if field.isVisible())
    return [[name for y, _, name in shown if y == line] for line in sorted({y for y, _, _ in shown})]


def test_typing_is_told_by_name(qtbot) -> None:
    made = details(qtbot)
    heard: list[tuple[str, str]] = []
    made.typed.connect(lambda name, value: heard.append((name, value)))
    made.fields["narration"].edit.insert("Shop takings")
    assert heard == [("narration", "Shop takings")]


def test_the_payer_is_asked_for_more_once_it_is_another_person(qtbot) -> None:
    made = details(qtbot)
    made.show_form(Form())
    assert not made.fields["phone"].isVisible()
    made.show_form(Form(depositor="Kwame"))
    assert made.fields["phone"].isVisible()


@pytest.mark.parametrize("density", ["compact", "regular"])
def test_every_field_is_there_in_every_arrangement(qtbot, density: str) -> None:
    made = details(qtbot, density)
    for narrow in (True, False, True):
        made.place(narrow=narrow)
        made.show_form(Form(depositor="Kwame", narration="Rent"))
        assert all(made.fields[name].isVisible() for name in FIELDS)
        made.show_form(Form(mode="transfer", target_text="0401", narration="Rent"))
        assert made.target.isVisible()
        assert made.fields["narration"].text() == "Rent"
        assert not made.fields["source"].isVisible()


@pytest.mark.parametrize(
    ("form", "narrow", "read"),
    [
        (Form(), False, [["depositor", "source", "narration"]]),
        (Form(depositor="Kwame"), False, [["depositor", "relationship", "phone"], ["source", "narration"]]),
        (Form(depositor="Kwame"), True, [["depositor", "relationship"], ["phone", "source"], ["narration"]]),
        (Form(mode="transfer"), False, [["target", "narration"]]),
    ],
)
def test_fields_flow_in_the_one_order_in_which_tab_goes(qtbot, form: Form, narrow: bool, read: list[list[str]]) -> None:
    made = details(qtbot)
    made.place(narrow=narrow)
    made.show_form(form)
    qtbot.waitUntil(lambda: rows(made) == read)


def test_no_field_takes_more_than_the_contract_has_room_for(qtbot) -> None:
    made = details(qtbot)
    for field in made.fields.values():
        field.edit.insert("9" * 1_000_000)
    typed = {name: field.text() for name, field in made.fields.items()}
    person = Depositor(name=typed["depositor"], phone=typed["phone"], relationship=typed["relationship"])
    cash = msgspec.structs.replace(
        deposit(100), depositor=person, source_of_funds=typed["source"], narration=typed["narration"]
    )
    assert decode(encode(cash)) == cash
