import segno
from PySide6.QtGui import QColor

from teller_app.glass.look import Look
from teller_app.glass.paper_preview import PAPER
from teller_app.glass.qr_code import INK, QUIET, SIDE, QrCode

URI = "otpauth://totp/Akoma%20Savings:efua.owusu?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Akoma%20Savings&algorithm=SHA1&digits=6&period=30"


def test_every_module_is_painted_with_quiet_around(qtbot) -> None:
    code = QrCode(Look("dark"), "For the authenticator")
    qtbot.addWidget(code)
    code.set_content(URI)
    code.resize(SIDE, SIDE)
    image = code.grab().toImage()
    rows = segno.make(URI, micro=False, error="m").matrix
    px = SIDE // (len(rows) + 2 * QUIET)
    left = (SIDE - px * len(rows)) // 2
    assert left >= QUIET * px
    seen = [
        [QColor(image.pixel(left + x * px + px // 2, left + y * px + px // 2)) == INK for x in range(len(rows))]
        for y in range(len(rows))
    ]
    assert seen == [[bool(module) for module in row] for row in rows]
    assert QColor(image.pixel(1, 1)) == PAPER
    assert code.accessibleName()
    code.set_content("")
    assert QColor(code.grab().toImage().pixel(SIDE // 2, SIDE // 2)) == PAPER
