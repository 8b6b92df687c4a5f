from teller_app.printing.press import Press
from teller_app.printing.roles import SHRINK_LEAST


def test_digits_are_tabular_in_every_cut_of_a_table(press: Press) -> None:
    for role in ("s", "sm", "ss"):
        assert len({round(press.fonts.width(digit, role), 3) for digit in "0123456789+\u2212"}) == 1


def test_a_figure_shrinks_to_86_per_cent_and_no_further(press: Press) -> None:
    full = press.fonts.width("46,218.70", "s")
    assert press.fonts.fit_figure("46,218.70", "s", full) == 1.0
    assert press.fonts.fit_figure("46,218.70", "s", full * 0.9) == 0.9
    assert press.fonts.fit_figure("46,218.70", "s", full * 0.85) is None


def test_capacity_of_print_5(press: Press) -> None:
    millimetre = 72 / 25.4
    for width, full, shrunk in (
        (22, "\u221299,999,999.99", "\u22129,999,999,999.99"),
        (18, "\u2212999,999.99", "\u221299,999,999.99"),
    ):
        assert press.fonts.fit_figure(full, "s", width * millimetre) == 1.0
        scale = press.fonts.fit_figure(shrunk, "s", width * millimetre)
        assert scale is not None
        assert SHRINK_LEAST <= scale < 1.0


def test_a_name_is_cut_and_still_fits(press: Press) -> None:
    name, scale = press.fonts.fit_name("Nana Akosua Frimpomaa Agyeman-Prempeh", "bs", 60)
    assert name.endswith("…")
    assert press.fonts.width(name, "bs") * scale <= 60
    assert press.fonts.fit_name("Adwoa", "bs", 60) == ("Adwoa", 1.0)


def test_text_from_outside_is_made_printable(press: Press) -> None:
    assert press.fonts.printable("Ɛsi\u0301 \x1b漢\n") == "Ɛsí  ? "
