"""The press: bank, fonts and words once, documents from facts. Constructed in build.py and passed to the rooms."""

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from teller_app.printing.advance import advance_form
from teller_app.printing.advance_facts import AdvanceFacts
from teller_app.printing.count_facts import CountFacts
from teller_app.printing.count_sheet import count_form
from teller_app.printing.document import ESCPOS, PrintDocument, document_key
from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.escpos_bytes import EscposEncoder
from teller_app.printing.facts import Bank, ReceiptFacts
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.form_columns import form_columns
from teller_app.printing.form_facts import FormFacts
from teller_app.printing.form_page import form_pdf
from teller_app.printing.form_raster import form_raster
from teller_app.printing.kept_facts import KeptFacts
from teller_app.printing.kept_list import kept_form
from teller_app.printing.loan_facts import LoanReceiptFacts, ScheduleFacts
from teller_app.printing.loan_receipt import loan_receipt_form
from teller_app.printing.loan_roll import schedule_form
from teller_app.printing.loan_schedule import schedule_pdf
from teller_app.printing.over_short import over_short_pdf
from teller_app.printing.over_short_facts import OverShortFacts
from teller_app.printing.position import position_pdf
from teller_app.printing.position_facts import PositionFacts
from teller_app.printing.prints import Facts, FormOnRoll, name_of
from teller_app.printing.receipt import receipt_pdf
from teller_app.printing.roles import A4
from teller_app.printing.roll_forms import (
    over_short_form,
    position_form,
    trial_form,
    voucher_form,
    withdrawal_form,
)
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
    large: bool = False
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
        """The reconciliation slip: the copy that is filed. On A5, or on A4 where that is the bank's paper or a figure needs the room."""
        given = facts, self.bank, self.fonts, self.wording, self.mono
        if self.large:
            return slip_pdf(*given, paper=A4)
        try:
            return slip_pdf(*given)
        except FigureDoesNotFit:
            return slip_pdf(*given, paper=A4)

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

    def count(self, facts: CountFacts) -> PrintDocument:
        """A count sheet on A5, blank or with what was counted."""
        return form_pdf(count_form(facts, self.wording.count), self.bank, self.fonts, self.wording, self.mono)

    def advance(self, facts: AdvanceFacts) -> PrintDocument:
        """A cash advance's voucher, or a retirement's receipt, on A5."""
        form = advance_form(facts, self.wording.advance, self.wording.form)
        return form_pdf(form, self.bank, self.fonts, self.wording, self.mono)

    def kept(self, facts: KeptFacts) -> PrintDocument:
        """The list of what waits on a workstation on A5."""
        return form_pdf(kept_form(facts, self.wording.kept), self.bank, self.fonts, self.wording, self.mono)

    def schedule(self, facts: ScheduleFacts) -> PrintDocument:
        """A loan's schedule with its cost on A4."""
        return schedule_pdf(facts, self.bank, self.fonts, self.wording, self.mono)

    def loan_receipt(self, facts: LoanReceiptFacts) -> PrintDocument:
        """What was paid back on a loan, or paid out, on A5."""
        form = loan_receipt_form(facts, self.wording.loan_receipt, self.wording.form)
        return form_pdf(form, self.bank, self.fonts, self.wording, self.mono)

    def page(self, facts: Facts) -> PrintDocument:
        """Whatever it is, on its own size of paper."""
        match facts:
            case ReceiptFacts():
                return self.receipt(facts)
            case WithdrawalFacts():
                return self.withdrawal(facts)
            case SlipFacts():
                return self.slip(facts)
            case PositionFacts():
                return self.position(facts)
            case VoucherFacts():
                return self.voucher(facts)
            case TrialFacts():
                return self.trial(facts)
            case OverShortFacts():
                return self.over_short(facts)
            case CountFacts():
                return self.count(facts)
            case AdvanceFacts():
                return self.advance(facts)
            case KeptFacts():
                return self.kept(facts)
            case ScheduleFacts():
                return self.schedule(facts)
            case LoanReceiptFacts():
                return self.loan_receipt(facts)

    def pictures(self, facts: Facts) -> list[Image.Image]:
        """The typeset rolls, 576 dots wide: two where a paper has two copies or two parts."""
        match facts:
            case ReceiptFacts():
                return [receipt_raster(facts, self.bank, self.fonts, self.wording).image()]
            case SlipFacts():
                return [slip_raster(facts, self.bank, self.fonts, self.wording).image()]
            case _:
                form = self._form(facts)
                found = [form_raster(form, self.bank, self.fonts, self.wording, copy).image() for copy in copies(form)]
                return found + (self.pictures(facts.stub()) if isinstance(facts, WithdrawalFacts) else [])

    def columns(self, facts: Facts) -> list[EscRoll]:
        """The same in columns, for plain printers."""
        match facts:
            case ReceiptFacts():
                return [receipt_columns(facts, self.bank, self.wording)]
            case SlipFacts():
                return [slip_columns(facts, self.bank, self.wording)]
            case _:
                form = self._form(facts)
                found = [form_columns(form, self.bank, self.wording, copy) for copy in copies(form)]
                return found + (self.columns(facts.stub()) if isinstance(facts, WithdrawalFacts) else [])

    def roll(self, facts: Facts, typeset: bool = True) -> PrintDocument:
        """For a thermal printer: typeset (names exact) or in columns (plain printers, faster). Each part is cut off; the cash drawer
        opens once, with the last.
        """
        title, kick = self._title(facts), _kicks(facts)
        number, status = name_of(facts)
        form = f"{ROLL}-raster" if typeset else f"{ROLL}-columns"
        again = facts.receipt.duplicate if isinstance(facts, WithdrawalFacts) else facts.duplicate
        key = document_key(number, status, again, form)
        lines: tuple[str, ...] = ()
        if typeset:
            pictures = self.pictures(facts)
            parts = [self.encoder.raster(one, kick and place == len(pictures)) for place, one in enumerate(pictures, 1)]
        else:
            rolls = self.columns(facts)
            parts = [self.encoder.roll(one.ops, kick and place == len(rolls)) for place, one in enumerate(rolls, 1)]
            lines = tuple(line for one in rolls for line in one.text())
        shown = facts.receipt.number if isinstance(facts, WithdrawalFacts) else facts.number
        return PrintDocument(key, title, shown, ESCPOS, ROLL, b"".join(parts), 1, kick, lines)

    def _form(self, facts: FormOnRoll) -> FormFacts:
        words = self.wording
        match facts:
            case WithdrawalFacts():
                return withdrawal_form(facts, words)
            case PositionFacts():
                return position_form(facts, words)
            case VoucherFacts():
                return voucher_form(facts, words)
            case TrialFacts():
                return trial_form(facts, words)
            case OverShortFacts():
                return over_short_form(facts, words)
            case CountFacts():
                return count_form(facts, words.count, roll=True)
            case AdvanceFacts():
                return advance_form(facts, words.advance, words.form, roll=True)
            case KeptFacts():
                return kept_form(facts, words.kept, roll=True)
            case ScheduleFacts():
                return schedule_form(facts, words)
            case LoanReceiptFacts():
                return loan_receipt_form(facts, words.loan_receipt, words.form, roll=True)

    def _title(self, facts: Facts) -> str:
        match facts:
            case ReceiptFacts():
                return self.wording.receipt.title[facts.kind]
            case SlipFacts():
                return self.wording.slip.document
            case _:
                return self._form(facts).title


def copies(form: FormFacts) -> range:
    """The places of its copies; one paper without any has one."""
    return range(max(1, len(form.copies)))


def _kicks(facts: Facts) -> bool:
    """Only where a customer's cash is taken or paid, and only for an original."""
    receipt = facts.receipt if isinstance(facts, WithdrawalFacts) else facts
    return isinstance(receipt, ReceiptFacts) and kicks_drawer(receipt)
