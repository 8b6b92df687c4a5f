from teller_app.shell.finder import Command, Finder
from tests.teller_app.kit import FakePort
from tests.teller_app.shell.rooms import ABENA, POSTED, TEXTS, World


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
    made.run(f"customer:{ABENA.customer}")
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
