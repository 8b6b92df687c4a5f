"""What printing refuses, and what a printer complains about.

    PrintRefused                    the document is not made: nothing wrong may be printed
      TotalMismatch                 a stated total is not the sum of the lines that would be printed
      FigureDoesNotFit              a figure is never cut, so a layout that is too narrow is refused
      CodeRefused                   verification code or QR payload do not belong to this document
    PrinterTrouble(Trouble)         the document exists and waits; the trouble says what a person can mend

These carry codes and values only; the words are in i18n.
"""

from enum import StrEnum


class PrintRefused(Exception):
    """Base of every refusal to make a document; `params` names what is wrong, for the words in i18n."""

    code = "print_refused"

    def __init__(self, **params: str | int) -> None:
        super().__init__(f"{self.code}: " + ", ".join(f"{key}={value}" for key, value in params.items()))
        self.params = params


class TotalMismatch(PrintRefused):
    """`what`, `stated` and `summed` (integers in minor units, or pieces)."""

    code = "total_mismatch"

    def __init__(self, what: str, stated: int, summed: int) -> None:
        super().__init__(what=what, stated=stated, summed=summed)
        self.what, self.stated, self.summed = what, stated, summed


class FigureDoesNotFit(PrintRefused):
    """`figure` needs more than its column gives, also at 86 per cent (or more columns than the roll has)."""

    code = "figure_does_not_fit"

    def __init__(self, figure: str) -> None:
        super().__init__(figure=figure)
        self.figure = figure


class CodeRefused(PrintRefused):
    """`reason`: payload (not of this document), check_symbol, too_long, missing."""

    code = "code_refused"

    def __init__(self, reason: str, value: str) -> None:
        super().__init__(reason=reason, value=value)
        self.reason = reason


class Trouble(StrEnum):
    """Why a job waits. Closed: i18n has words for each."""

    OFFLINE = "printer_offline"
    PAPER_OUT = "printer_paper_out"
    COVER_OPEN = "printer_cover_open"
    STALLED = "printer_stalled"
    NO_PRINTER = "printer_unknown"
    NO_PRINT_SYSTEM = "print_system_missing"
    REFUSED = "printer_refused"
    WRONG_FORM = "printer_takes_other_format"
    FOLDER = "printer_folder_not_writable"
    DISK_FULL = "printer_folder_full"
    UNCERTAIN = "print_interrupted"
    DAMAGED = "print_job_damaged"


class PrinterTrouble(Exception):
    """A printer could not take a job now. `detail` is the device's own text, for the log."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"{trouble.value}: {detail}" if detail else trouble.value)
        self.trouble, self.detail = trouble, detail
