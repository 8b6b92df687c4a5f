"""The shipped languages: nothing unknown, nothing missing where it is promised, the same places in each sentence."""

import json
import re
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

from teller_app.i18n.languages import ENGLISH, FRENCH, LANGUAGES, PSEUDO, TWI, Language
from teller_app.i18n.text import LOCALES, Sentence, Texts, own_sentences
from tests.support.code import modules

TRANSLATED = [FRENCH, TWI]
WHOLE = {
    "fr": tuple(sorted(path.stem for path in (LOCALES / "en").glob("*.json"))),
    "tw": ("counter", "shell", "sign_in", "table"),
}
"""The files that a language says completely: French all that English has, so that no room comes without its French.
What a language leaves out elsewhere is said in English."""


def forms(sentence: Sentence) -> list[str]:
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def places(sentence: str) -> set[str]:
    return {f"{name}:{spec}" for _, name, spec, _ in Formatter().parse(sentence) if name is not None}


def plain(sentence: str) -> str:
    """What is said between the places."""
    return "".join(words for words, *_ in Formatter().parse(sentence))


def keys_of(code: str, name: str) -> set[str]:
    return set(json.loads((LOCALES / code / f"{name}.json").read_text(encoding="utf-8")))


def test_every_folder_is_a_language_and_every_language_has_its_folder() -> None:
    assert {path.name for path in LOCALES.iterdir()} == set(LANGUAGES) - {PSEUDO.code}


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_unknown_key_and_each_in_the_file_where_english_has_it(language: Language) -> None:
    for path in (LOCALES / language.code).glob("*.json"):
        assert keys_of(language.code, path.stem) - keys_of("en", path.stem) == set(), path.name


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in WHOLE.items() for name in names])
def test_what_is_promised_is_complete(code: str, name: str) -> None:
    assert keys_of("en", name) - keys_of(code, name) == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_code_that_the_counter_names_has_words(language: Language) -> None:
    own, english = own_sentences(language.code), own_sentences("en")
    named = {text for module in modules("teller_app") if "counter" in module.path.parts
             for text in re.findall(r'"(\w+)"', module.text)}  # fmt: skip
    wanted = {key for code in named for key in (f"error.{code}.title", f"error.{code}.do") if key in english}
    assert len(wanted) > 20
    assert wanted - set(own) == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_sentences_have_the_same_places_and_forms(language: Language) -> None:
    english = own_sentences("en")
    for key, sentence in own_sentences(language.code).items():
        assert isinstance(sentence, str) == isinstance(english[key], str), key
        wanted = places(forms(english[key])[-1])
        assert all(places(form) == wanted for form in forms(sentence)), key


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_form_that_also_serves_for_none_says_its_number(language: Language) -> None:
    """ "1 notice" would be wrong for 0 where the form "one" is used for both."""
    for key, sentence in own_sentences(language.code).items():
        if isinstance(sentence, Mapping) and language.one_upto_1:
            assert ("{n" in sentence["one"]) == ("{n" in sentence["other"]), key


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_no_copy(language: Language) -> None:
    """Words that are the same in both languages are few: names, figures, loans."""
    english = own_sentences("en")
    own = own_sentences(language.code)
    same = [key for key, said in own.items() if said == english[key] and re.search("[a-z]{4}", plain(forms(said)[0]))]
    assert len(same) < 16, same


def test_no_french_line_begins_with_a_mark() -> None:
    french = Texts({"ask": "Sortir ?", "wait": {"one": "{n} % : fin", "other": "{n} %"}}, language=FRENCH)
    assert (french("ask"), french("wait", n=1)) == ("Sortir\u00a0?", "1\u00a0%\u00a0: fin")
    assert ENGLISH.held_together("a : b") == "a : b"


def test_plural_forms() -> None:
    assert [ENGLISH.form(n) for n in (0, 1, 2, None)] == ["other", "one", "other", "other"]
    assert [FRENCH.form(n) for n in (0, 1, 2, None)] == ["one", "one", "other", "other"]
    assert [TWI.form(n) for n in (0, 1, 2)] == ["one", "one", "other"]


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_a_week_and_a_year_in_each(language: Language) -> None:
    assert [
        len(set(names)) for names in (language.days, language.days_long, language.months, language.months_long)
    ] == [7, 7, 12, 12]
    assert set(language.units) == set(ENGLISH.units)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_of_it_can_be_said(language: Language) -> None:
    texts = Texts.load(language.code)
    for key in values_of(texts):
        texts(key[0], **key[1])


def values_of(texts: Texts) -> Iterator[tuple[str, dict[str, object]]]:
    for key, sentence in own_sentences(texts.language.code).items():
        names = {name for form in forms(sentence) for _, name, spec, _ in Formatter().parse(form) if name and not spec}
        styled = {
            name: spec for form in forms(sentence) for _, name, spec, _ in Formatter().parse(form) if name and spec
        }
        yield key, dict.fromkeys(names, 1) | {name: _like(name, spec) for name, spec in styled.items()}


def _like(name: str, style: str) -> object:
    """A value that this style can show."""
    return "2026-11-20" if style in ("day", "date") else "GHS" if "currency" in name else 100
