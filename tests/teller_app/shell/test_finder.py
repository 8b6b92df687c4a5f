from dataclasses import replace

from teller_app.shell.finder import Command, Finder
from tests.teller_app.kit import FakePort
from tests.teller_app.shell.rooms import ABENA, POSTED, SAVINGS, TEXTS, World


class LatePort(FakePort):
    """Answers when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[object] = []

    def query(self, ask, then) -> None:
        self.late.append(lambda: then(ask(self.conn)))


def finder(port: FakePort, opened: list[object]) -> Finder:
    made = Finder(port, World().lookups(), TEXTS, opened.append, opened.append)
    made.set_commands([Command("post", "Post deposit", "", "F9", "receipt", lambda: opened.append("post"))])
    return made


def titles(groups) -> list[str]:
    return [item.title for group in groups for item in group.items]


def test_customers_commands_and_receipts() -> None:
    opened: list[object] = []
    made = finder(FakePort(), opened)
    assert titles(made.provide("all", "mensah")) == ["Abena Serwaa Mensah", "04-20261122-1-0481 · Abena Serwaa Mensah"]
    made.run(f"customer:{ABENA.number}")
    made.run(f"receipt:{POSTED.transaction}")
    assert titles(made.provide("commands", "dep")) == ["Post deposit"]
    made.run("command:post")
    made.run("command:gone")
    assert opened == [ABENA, POSTED, "post"]
    assert titles(made.provide("receipts", "0481")) == ["04-20261122-1-0481 · Abena Serwaa Mensah"]


def test_a_late_answer_to_an_older_text_is_dropped() -> None:
    port, shown = LatePort(), []
    made = finder(port, [])
    made.show = shown.append
    assert made.provide("all", "mens") == []
    made.provide("all", "nobody")
    port.late[0]()
    assert shown == []
    port.late[1]()
    assert [titles(groups) for groups in shown] == [[]]


def test_an_account_is_found_by_its_whole_number_however_it_is_spaced() -> None:
    opened: list[object] = []
    made = finder(FakePort(), opened)
    number = SAVINGS.number
    groups = made.provide("all", f"{number[:4]} {number[4:]}")
    assert [group.title for group in groups] == ["Accounts"]
    made.run(f"account:{number}")
    assert opened == [ABENA]
    assert made.provide("all", number[:-1]) == []


def test_what_is_picked_rises_and_is_remembered_for_the_next_run() -> None:
    port, done = FakePort(), []
    commands = [Command(name, f"Do {name}", "", "", "receipt", lambda: None) for name in ("a", "b", "c")]

    def made() -> Finder:
        found = finder(port, done)
        found.set_commands(commands)
        return found

    first = made()
    assert titles(first.provide("commands", "do")) == ["Do a", "Do b", "Do c"]
    first.run("command:c")
    assert titles(made().provide("commands", "do")) == ["Do c", "Do a", "Do b"]


def test_an_empty_palette_shows_whom_one_serves_most() -> None:
    port = FakePort()
    lookups = World().lookups()
    found = Finder(
        port,
        replace(lookups, find=lambda conn, text, limit: [ABENA] if text == ABENA.number else []),
        TEXTS,
        print,
        print,
    )
    assert titles(found.provide("all", "")) == []
    found.ranks.picked(f"customer:{ABENA.number}")
    assert titles(found.provide("all", "")) == [ABENA.full_name]


def test_a_title_that_begins_with_what_was_typed_stands_before_one_that_has_it_somewhere() -> None:
    made = finder(FakePort(), [])
    made.set_commands(
        [
            Command("pay", "Pay what was approved", "", "F10", "coins", lambda: None),
            Command("go:approvals", "Go to Approvals", "", "Ctrl+0", "seal-check", lambda: None),
        ]
    )
    assert titles(made.provide("commands", "appro")) == ["Go to Approvals", "Pay what was approved"]
    assert titles(made.provide("commands", "")) == ["Pay what was approved", "Go to Approvals"], (
        "as they stand in the room"
    )
