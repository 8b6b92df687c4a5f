"""Causes in words: a sentence for each sign in each language that a teller speaks, and where it stands."""

import msgspec
import pytest

from contract.causes import Cause, CauseKind, CauseLink, Causes, CauseSign
from teller_app.i18n.causes import about, causes_from, lines, sentence
from teller_app.i18n.text import Texts

LINK = CauseLink(sign=CauseSign.FIGURES, booked=-450_00, meant=-540_00, at="2026-11-24T14:02:10.000Z",
                 receipt="04-20261124-1-0012", holder="Ama Mensah", transaction="t")  # fmt: skip
CAUSE = Cause(kind=CauseKind.TRANSPOSED, score=70, links=(LINK,))
NOTE = Cause(
    kind=CauseKind.WRONG_NOTE, score=85, face="5000", instead="50c", count=2, links=(CauseLink(sign=CauseSign.SWAPPED),)
)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("sign", CauseSign)
def test_every_sign_has_its_sentence(sign: CauseSign, language: str) -> None:
    said = sentence(CAUSE, msgspec.structs.replace(LINK, sign=sign), Texts.load(language))
    assert len(said) > 10 and said.endswith(".")


def test_a_sentence_has_its_figures_and_where_it_stands() -> None:
    texts = Texts.load("en")
    assert sentence(CAUSE, LINK, texts) == "−450.00 booked for −540.00: two figures are swapped."
    assert about(LINK) == "14:02 · 04-20261124-1-0012 · Ama Mensah"
    assert about(CauseLink(sign=CauseSign.NOTHING)) == ""
    assert sentence(NOTE, NOTE.links[0], texts) == "2 × 50 changed hands for 0.50."


def test_so_many_lines_as_there_is_room_for() -> None:
    found = Causes(session="s", final=True, variance=90_00, causes=(CAUSE, NOTE))
    texts = Texts.load("en")
    assert list(lines(found, texts, 1)) == [
        (sentence(CAUSE, LINK, texts), "14:02 · 04-20261124-1-0012 · Ama Mensah", "70%")
    ]
    assert [where for _, where, _ in lines(found, texts, 5)][1] == "Wrong note"


def test_what_cannot_be_read_is_no_answer() -> None:
    found = Causes(session="s", final=True, causes=(CAUSE,))
    assert causes_from(msgspec.json.encode(found)) == found
    assert causes_from(b'{"session": 1}') is None
    assert causes_from(None) is None
