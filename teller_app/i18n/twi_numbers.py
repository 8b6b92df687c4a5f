"""Whole numbers in Asante Twi, as they are counted in money: 1,183 is "apem ɔha aduɔwɔtwe mmiɛnsa".

The system: units to ten, du- for the teens, adu- for the tens, aha- for the hundreds, (m)pem for thousands, ɔpepem for
millions, ɔpepepem for thousands of millions; a larger group stands before a smaller one without a word between them.
Larger numbers than that do not pass a counter and are written in figures.
"""

from __future__ import annotations

UNITS = ("hwee", "baako", "mmienu", "mmiɛnsa", "ɛnan", "enum", "nsia", "nson", "nwɔtwe", "nkron")
TEENS = ("du", "dubaako", "dummienu", "dummiɛnsa", "dunan", "dunum", "dunsia", "dunson", "dunwɔtwe", "dunkron")
TENS = ("", "", "aduonu", "aduasa", "aduanan", "aduonum", "aduosia", "aduɔson", "aduɔwɔtwe", "aduɔkron")
HUNDREDS = ("", "ɔha", "ahanu", "ahasa", "ahanan", "ahanum", "ahansia", "ahanson", "ahanwɔtwe", "ahankron")
GROUPS = ((1_000_000_000, "ɔpepepem", "ɔpepepem"), (1_000_000, "ɔpepem", "ɔpepem"), (1_000, "apem", "mpem"))
LARGEST = 1_000_000_000_000


def spelled_twi(number: int) -> str:
    """The number's words; from 10^12 on, its figures. The number must not be negative."""
    if number >= LARGEST:
        return f"{number:,}"
    if number == 0:
        return UNITS[0]
    words = []
    for size, one, many in GROUPS:
        count, number = divmod(number, size)
        if count:
            words.append(one if count == 1 else f"{many} {_below_thousand(count)}")
    if number:
        words.append(_below_thousand(number))
    return " ".join(words)


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [HUNDREDS[hundreds]] if hundreds else []
    if rest >= 20:
        tens, units = divmod(rest, 10)
        words += [TENS[tens], UNITS[units]] if units else [TENS[tens]]
    elif rest >= 10:
        words.append(TEENS[rest - 10])
    elif rest:
        words.append(UNITS[rest])
    return " ".join(words)
