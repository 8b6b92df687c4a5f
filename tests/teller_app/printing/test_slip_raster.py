import pytest

from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.press import Press
from teller_app.printing.slip_facts import Flow, Movement

from . import qr_reader, samples


def test_roll_is_576_dots_and_about_a_third_of_a_metre(press: Press) -> None:
    image = press.pictures(samples.short_slip())[0]
    assert image.width == 576
    assert 280 < image.height / 203 * 25.4 < 380
    assert press.pictures(samples.balanced_slip())[0].height < image.height


def test_symbol_on_the_roll_reads_back(press: Press) -> None:
    image = press.pictures(samples.balanced_slip(attempts=()))[0]
    grey = image.convert("L")
    top = (
        next(y for y in range(image.height - 1, 0, -1) if all(grey.getpixel((18 + x, y)) == 0 for x in range(35))) - 144
    )
    found = qr_reader.read(qr_reader.sample(image, (18, top, 18 + 145, top + 145), 29))
    assert found == "CT1*RS-040-02-261120-1*2856530*1M5E39S2MDH1"


def test_a_figure_too_wide_for_the_roll_is_refused(press: Press) -> None:
    base, vast = samples.balanced_slip(), 10**18
    moves = (*base.movements, Movement(Flow.LATE_IN, vast), Movement(Flow.LATE_OUT, vast))
    with pytest.raises(FigureDoesNotFit):
        press.pictures(samples.balanced_slip(movements=moves))[0]
