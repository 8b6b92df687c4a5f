import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from contract.papers import PaperCheck, PaperKind
from server.ledger.verification import signer
from teller_app.glass.look import Look
from teller_app.printing.verification import qr_payload
from teller_app.shell.paper_sheet import PaperSheet, scanned
from tests.teller_app.shell.rooms import TEXTS, window

NUMBER = "04-20261124-1-0031"
CODE = signer(b"k" * 32)(NUMBER, 1)
GENUINE = PaperCheck(number=NUMBER, kind=PaperKind.RECEIPT, genuine=True, what="deposit", business_date="2026-11-24",
                     at="2026-11-24T13:52:19.000Z", amount=480_00, currency="GHS", account="0400100000017", party="Ama Mensah",
                     drawer="04", by="Efua Owusu")  # fmt: skip


class Server:
    """Answers with what it is told, at once unless ``later``."""

    def __init__(self, found: PaperCheck | None, fault: str = "") -> None:
        self.body = msgspec.json.encode(found) if found else None
        self.fault = fault
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.later: list = []

    def fetch(self, path: str, params: dict[str, str], then) -> None:
        self.asked.append((path, params))
        self.later.append(then)
        then(self.body, self.fault)


def sheet(qtbot, look: Look, server: Server) -> PaperSheet:
    shown = window(look)
    qtbot.addWidget(shown)
    shown.show()
    made = PaperSheet(look, shown, TEXTS, server.fetch)
    made.open()
    return made


def said(made: PaperSheet) -> str:
    return made.verdict.accessibleName() + made.verdict.accessibleDescription()


def test_the_keyboard_alone_checks_a_paper(qtbot, look: Look) -> None:
    server = Server(GENUINE)
    made = sheet(qtbot, look, server)
    assert made.window().focusWidget() is made.number.edit
    QTest.keyClicks(made.number.edit, NUMBER)
    QTest.keyClick(made.number.edit, Qt.Key.Key_Return)
    assert made.window().focusWidget() is made.code.edit
    QTest.keyClicks(made.code.edit, CODE.lower())
    QTest.keyClick(made.code.edit, Qt.Key.Key_Return)
    assert server.asked == [(f"/v1/papers/{NUMBER}", {"code": CODE.lower()})]
    assert TEXTS.for_code("paper_genuine").title in said(made)
    assert made.lines.isVisible()
    assert "GH₵ 480.00" in made.lines.accessibleDescription()
    QTest.keyClick(made.code.edit, Qt.Key.Key_Escape)
    assert not made.is_open


def test_a_scanner_fills_both_fields_and_asks(qtbot, look: Look) -> None:
    server = Server(GENUINE)
    made = sheet(qtbot, look, server)
    QTest.keyClicks(made.number.edit, qr_payload(NUMBER, 480_00, CODE))
    assert made.number.text() == NUMBER
    assert server.asked[-1][0] == f"/v1/papers/{NUMBER}"
    assert TEXTS.for_code("paper_genuine").title in said(made)
    made.number.set_text("")
    QTest.keyClicks(made.number.edit, qr_payload(NUMBER, 480_01, CODE))
    assert TEXTS.for_code("paper_altered").title in said(made)
    assert "GH₵ 480.00" in made.lines.accessibleDescription(), "what it must say"
    made._ask()
    assert TEXTS.for_code("paper_altered").title in said(made), "asked again, it is the same paper"
    assert scanned("04-20261124") is None and scanned("XX*a*1*b") is None


def test_a_mistyped_code_asks_nobody(qtbot, look: Look) -> None:
    server = Server(GENUINE)
    made = sheet(qtbot, look, server)
    made.number.set_text(NUMBER)
    made._ask()
    assert TEXTS.for_code("paper_missing").title in said(made)
    made.code.set_text(CODE[:-1] + ("0" if CODE[-1] != "0" else "1"))
    made._ask()
    assert TEXTS.for_code("paper_mistyped").title in said(made)
    assert server.asked == []


def test_a_false_paper_shows_no_figures_and_says_what_to_do(qtbot, look: Look) -> None:
    made = sheet(qtbot, look, Server(PaperCheck(number=NUMBER)))
    made.number.set_text(NUMBER)
    made.code.set_text(CODE)
    made._ask()
    assert TEXTS.for_code("paper_false").title in said(made)
    assert not made.lines.isVisible()


def test_without_the_server_nothing_is_vouched_for(qtbot, look: Look) -> None:
    server = Server(None, "offline")
    made = sheet(qtbot, look, server)
    made.number.set_text(NUMBER)
    made.code.set_text(CODE)
    made._ask()
    assert TEXTS.for_code("paper_offline").title in said(made)
    server.body = b"nonsense"
    made._ask()
    assert TEXTS.for_code("server_fault").title in said(made)


def test_an_answer_to_an_older_question_is_not_shown(qtbot, look: Look) -> None:
    server = Server(GENUINE)
    made = sheet(qtbot, look, server)
    made.number.set_text(NUMBER)
    made.code.set_text(CODE)
    made._ask()
    first = server.later[0]
    server.body = msgspec.json.encode(PaperCheck(number="04-20261124-1-0032"))
    made.number.set_text("04-20261124-1-0032")
    made._ask()
    first(msgspec.json.encode(GENUINE), "")
    assert not made.lines.isVisible()
