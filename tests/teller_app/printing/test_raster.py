import pytest

from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.press import Press
from teller_app.printing.raster import PAD, WIDTH, RasterRoll

from . import qr_reader, samples


def test_figures_are_refused_and_names_cut(press: Press) -> None:
    roll = RasterRoll(press.fonts)
    with pytest.raises(FigureDoesNotFit):
        roll.pair("Account", "9" * 80)
    assert roll.name(PAD, "M" * 80, "b", 200) <= 200
    with pytest.raises(FigureDoesNotFit):
        roll.big_figure("GHS", "h", "9" * 60, 22)


def test_long_values_and_words_wrap(press: Press) -> None:
    roll = RasterRoll(press.fonts)
    start = roll.y
    roll.field("Held by", "Adwoa Sarpong")
    assert roll.y - start == 34
    roll.field("Held by", "x" * 120)
    assert roll.y - start > 34 + 30 + 2 * 34


def test_everything_stays_inside_the_roll(press: Press) -> None:
    roll = RasterRoll(press.fonts)
    roll.wrap("word " * 60)
    roll.pair("A label " * 20, "12,345,678.90")
    image = roll.image().convert("L")
    assert image.width == WIDTH
    for edge in (0, WIDTH - PAD + 2):
        assert image.crop((edge, 0, edge + PAD - 2, image.height)).getextrema() == (255, 255)


def test_symbol_reads_back_with_its_quiet_zone(press: Press) -> None:
    roll = RasterRoll(press.fonts)
    verification = samples.deposit().verification
    top = int(roll.y) + 10
    roll.verification(verification, [("Verification code", "s"), (verification.code, "code")])
    image = roll.image()
    assert qr_reader.read(qr_reader.sample(image, (18, top, 18 + 125, top + 125), 25)) == verification.payload
    assert image.convert("L").crop((143, top, 163, top + 125)).getextrema() == (255, 255)
