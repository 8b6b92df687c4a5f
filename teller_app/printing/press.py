"""The press: bank, fonts and words once, documents from facts. Constructed in build.py and passed to the rooms."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image

from teller_app.printing.document import ESCPOS, PrintDocument, document_key
from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.escpos_bytes import EscposEncoder
from teller_app.printing.facts import Bank, ReceiptFacts
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.over_short import over_short_pdf
from teller_app.printing.over_short_facts import OverShortFacts
from teller_app.printing.position import position_pdf
from teller_app.printing.position_facts import PositionFacts
from teller_app.printing.receipt import receipt_pdf
from teller_app.printing.slip import slip_pdf
from teller_app.printing.slip_facts import SlipFacts
from teller_app.printing.slip_raster import slip_raster
from teller_app.printing.thermal import EscRoll
from teller_app.printing.thermal_receipt import kicks_drawer, receipt_columns, receipt_raster
from teller_app.printing.thermal_slip import slip_columns
from teller_app.printing.trial import trial_pdf
from teller_app.printing.trial_facts import TrialFacts
from teller_app.printing.voucher import voucher_pdf
from teller_app.printing.voucher_facts import VoucherFacts
from teller_app.printing.withdrawal import withdrawal_pdf
from teller_app.printing.withdrawal_facts import WithdrawalFacts
from teller_app.printing.wording import Wording

ROLL = "80mm"


@dataclass(frozen=True)
class Press:
    """Every method raises PrintRefused rather than print something wrong; the same facts give the same bytes."""

    bank: Bank
    fonts: PrintFonts
    encoder: EscposEncoder
    mono: bool = False
    wording: Wording = field(default_factory=Wording)

    @classmethod
    def of(cls, bank: Bank, font_folder: Path, cache_folder: Path, mono: bool = False) -> "Press":
        """A press with the fonts of `font_folder`; `cache_folder` is private and holds the ESC/POS library's cache."""
        return cls(bank, PrintFonts(font_folder), EscposEncoder(cache_folder), mono)

    def receipt(self, facts: ReceiptFacts) -> PrintDocument:
        """The receipt on A6."""
        return receipt_pdf(facts, self.bank, self.fonts, self.wording, self.mono)

    def withdrawal(self, facts: WithdrawalFacts) -> PrintDocument:
        """The withdrawal voucher on A5; the receipt on A6 where its figures do not fit, so that the customer has a paper."""
        try:
            return withdrawal_pdf(facts, self.bank, self.fonts, self.wording, self.mono)
        except FigureDoesNotFit:
            return self.receipt(facts.receipt)

    def slip(self, facts: SlipFacts) -> PrintDocument:
        """The reconciliation slip on A5: the copy that is filed."""
        return slip_pdf(facts, self.bank, self.fonts, self.wording, self.mono)

    def position(self, facts: PositionFacts) -> PrintDocument:
        """A drawer's cash position on A5."""
        return position_pdf(facts, self.bank, self.fonts, self.wording, self.mono)

    def voucher(self, facts: VoucherFacts) -> PrintDocument:
        """A cash transfer's voucher, two copies on A4."""
        return voucher_pdf(facts, self.bank, self.fonts, self.wording, self.mono)

    def trial(self, facts: TrialFacts) -> PrintDocument:
        """A branch's trial balance and proof sheet on A4."""
        return trial_pdf(facts, self.bank, self.fonts, self.wording, self.mono)

    def over_short(self, facts: OverShortFacts) -> PrintDocument:
        """The over/short record of one close on A5."""
        return over_short_pdf(facts, self.bank, self.fonts, self.wording, self.mono)

    def receipt_picture(self, facts: ReceiptFacts) -> Image.Image:
        """The receipt's typeset roll, 576 dots wide."""
        return receipt_raster(facts, self.bank, self.fonts, self.wording).image()

    def slip_picture(self, facts: SlipFacts) -> Image.Image:
        """The slip's typeset roll, 576 dots wide."""
        return slip_raster(facts, self.bank, self.fonts, self.wording).image()

    def receipt_roll(self, facts: ReceiptFacts, typeset: bool = True) -> PrintDocument:
        """The receipt for a thermal printer: typeset (names exact) or in columns (plain printers, faster)."""
        document = self._roll_document(facts, self.wording.receipt.title[facts.kind], typeset)
        kick = kicks_drawer(facts)
        if typeset:
            return replace(document, data=self.encoder.raster(self.receipt_picture(facts), kick), kick=kick)
        return self._columns(document, receipt_columns(facts, self.bank, self.wording), kick)

    def slip_roll(self, facts: SlipFacts, typeset: bool = True) -> PrintDocument:
        """The slip for a thermal printer: the working copy, since thermal paper fades."""
        document = self._roll_document(facts, self.wording.slip.document, typeset)
        if typeset:
            return replace(document, data=self.encoder.raster(self.slip_picture(facts), kick=False))
        return self._columns(document, slip_columns(facts, self.bank, self.wording), kick=False)

    def _columns(self, document: PrintDocument, roll: EscRoll, kick: bool) -> PrintDocument:
        return replace(document, data=self.encoder.roll(roll.ops, kick), kick=kick, columns=roll.text())

    def _roll_document(self, facts: ReceiptFacts | SlipFacts, title: str, typeset: bool) -> PrintDocument:
        form = f"{ROLL}-raster" if typeset else f"{ROLL}-columns"
        key = document_key(facts.number, facts.status.value, facts.duplicate, form)
        return PrintDocument(key, title, facts.number, ESCPOS, ROLL, b"", 1)
