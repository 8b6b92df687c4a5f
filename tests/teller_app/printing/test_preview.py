import io

from PIL import Image

from teller_app.printing.press import Press
from teller_app.printing.preview import page_images, png_page

from . import samples


def test_every_page_becomes_a_picture_of_its_size(press: Press) -> None:
    pages = page_images(press.slip(samples.short_slip()).data, dpi=72, oversample=2)
    assert len(pages) == 2
    for page in pages:
        assert abs(page.width - 420) <= 1
        assert abs(page.height - 595) <= 1
        picture = Image.open(io.BytesIO(page.png))
        assert picture.size == (page.width, page.height)
        assert picture.convert("L").getextrema() == (0, 255)


def test_a_roll_is_a_page_too(press: Press) -> None:
    assert png_page(press.pictures(samples.deposit())[0]).width == 576
