"""The counter through Qt's accessibility interface alone: no key, no click, no method of a model or a widget."""

import pytest

from contract import ledger
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.teller_app.counter.world import posted
from tests.teller_app.reader import Reader, Role
from tests.teller_app.scenes import SMALL, Stage


@pytest.fixture
def stage(qtbot):
    made = Stage(Look("dark", "compact", solid=True, reduced_motion=True), Texts.load(), SMALL, "auto")
    made.work("counter", "journal")
    made.show().activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.close()


@pytest.fixture
def reader(stage: Stage) -> Reader:
    return Reader(stage.window)


def choose_abena(reader: Reader) -> None:
    reader.write("Find customer", "abena")
    reader.press("Abena Serwaa Mensah")


def test_a_deposit_is_found_typed_counted_and_posted(stage: Stage, reader: Reader) -> None:
    choose_abena(reader)
    assert reader.hears("available GH₵ 18,420.55")
    reader.write("Amount", "480")
    assert reader.hears("Four hundred and eighty cedis")
    reader.write("GH₵ 200.00 note", "2")
    assert reader.hears("80.00 still missing")
    reader.write("GH₵ 50.00 note", "1")
    reader.write("GH₵ 10.00 note", "3")
    assert reader.hears("Counted cash matches")
    reader.write("Narration", "Market day")
    reader.press("Post deposit")
    command = stage.port.sent[0].command
    assert isinstance(command, ledger.Deposit)
    assert (command.amount.minor, command.narration) == (480_00, "Market day")
    assert command.cash.received == {"20000": 2, "5000": 1, "1000": 3}
    stage.port.settle(posted("04-20261122-1-0001"))
    assert reader.focused().startswith("Find customer"), "ready for the next person"


def test_what_is_wrong_is_said_and_the_focus_goes_there(stage: Stage, reader: Reader) -> None:
    choose_abena(reader)
    reader.press("Post deposit")
    assert reader.hears("The amount is missing")
    assert reader.focused().startswith("Amount")
    reader.write("Amount", "12k")
    assert reader.hears("That is not an amount")
    reader.write("Amount", "480")
    reader.write("GH₵ 200.00 note", "1")
    reader.press("Post deposit")
    assert reader.hears("The cash counted is not the amount")
    assert reader.focused() == "GH₵ 200.00 note"
    assert not stage.port.sent


def test_a_transfer_from_the_second_account(stage: Stage, reader: Reader) -> None:
    choose_abena(reader)
    reader.press("Current, account", Role.RadioButton)
    assert reader.find(Role.RadioButton, "Current, account").state().checked
    reader.press("Transfer", Role.PageTab)
    reader.write("Amount", "50")
    reader.write("To account", "0401000000036")
    reader.press("Post transfer")
    command = stage.port.sent[0].command
    assert isinstance(command, ledger.Transfer)
    assert command.amount.minor == 50_00


def test_the_keys_of_the_bar_are_buttons(stage: Stage, reader: Reader) -> None:
    choose_abena(reader)
    reader.press("Withdraw, F4")
    assert reader.hears("Cash to hand over") or reader.find(Role.Button, "Post withdrawal")
    reader.press("Journal", Role.CheckBox)
    assert stage.page is not None
    assert reader.find(Role.Table, "Transactions of the day")
