"""Codes become words here, and nowhere else.

The words lie in ``resources/locale/<language>/<room>.json``: flat keys ("counter.post_deposit"), each a sentence with
named places ("{n} queued"). A value may be an object ``{"one": ..., "other": ...}``, chosen by the parameter ``n``.
A place may say how its value is written: ``{amount:money}``, ``{due:day}``, ``{phone:phone}`` (see ``_STYLES``).

English is complete. Another language says what it can; for the rest it falls back to English. ``pseudo`` is made from
English on the way (see ``pseudo.py``).

The tree of errors:

    TextError
      MissingText      no such key, or no such place among the parameters
      UnknownLanguage  no such language
      DuplicateText    two files say the same key
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from teller_app.i18n import formats
from teller_app.i18n.languages import ENGLISH, LANGUAGES, PSEUDO, Language
from teller_app.i18n.pseudo import pseudo_form
from teller_app.resources import resource_path

LOCALES = resource_path("locale")
_log = logging.getLogger(__name__)

type Sentence = str | Mapping[str, str]


class TextError(Exception):
    """Words could not be found or put together."""


class MissingText(TextError):
    """A key without words, or a place in a sentence without a value."""


class DuplicateText(TextError):
    """The same key in two files of one language."""


class UnknownLanguage(TextError):
    """A language that this app does not speak."""


class Words(NamedTuple):
    """What a person reads when something was refused: what happened, and what to do about it."""

    title: str
    what_to_do: str


_STYLES: dict[str, Callable[[Any], str]] = {
    "money": formats.money,
    "signed": formats.signed_money,
    "sign": formats.currency_sign,
    "pieces": formats.pieces,
    "clock": formats.clock,
    "phone": formats.phone,
    "account": formats.account_number,
}


def _date(value: Any) -> date:
    """A date, also as the wire carries it: ``2026-11-20``."""
    return value if isinstance(value, date) else date.fromisoformat(value)


class _Places(Formatter):
    """str.format with the styles above, so that a problem's raw parameters can be shown as they should be."""

    def __init__(self, language: Language) -> None:
        self._styles = _STYLES | {
            "day": lambda value: formats.day(_date(value), language),
            "date": lambda value: formats.weekday_day_year(_date(value), language),
        }

    def format_field(self, value: Any, format_spec: str) -> str:
        style = self._styles.get(format_spec)
        return style(value) if style else str(super().format_field(value, format_spec))


class Texts:
    """The words of one language. Call it with a key and the values of the sentence's places.

    strict (tests and development): a missing key raises MissingText. Otherwise the key itself is shown and logged,
    because a counter must not fall over for want of a word.
    """

    def __init__(self, sentences: Mapping[str, Sentence], *, strict: bool = True, language: Language = ENGLISH) -> None:
        self._strict = strict
        self._speak(sentences, language)

    @classmethod
    def load(cls, language: str = "en", *, folder: Path = LOCALES, strict: bool = True) -> Texts:
        """Read and merge every file of a language, over the English ones.

        Raises DuplicateText when two files say one key, UnknownLanguage when there is no such language.
        """
        sentences, found = _load(language, folder, strict)
        return cls(sentences, strict=strict, language=found)

    def speak(self, language: str) -> None:
        """Another language from now on: what is asked for after this is said in it. Raises as ``load`` does."""
        self._speak(*_load(language, LOCALES, self._strict))

    def _speak(self, sentences: Mapping[str, Sentence], language: Language) -> None:
        hold = language.held_together
        self._sentences: dict[str, Sentence] = {
            key: hold(said) if isinstance(said, str) else {form: hold(words) for form, words in said.items()}
            for key, said in sentences.items()
        }
        self.language = language
        self._places = _Places(language)

    def __call__(self, key: str, /, **params: Any) -> str:
        """The sentence for a key with its places filled in."""
        sentence = self._sentences.get(key)
        if sentence is None:
            return self._missing(key, f"no text for {key}")
        if not isinstance(sentence, str):
            sentence = sentence[self.language.form(params.get("n"))]
        if "{" not in sentence and "}" not in sentence:
            return sentence
        try:
            return self._places.vformat(sentence, (), params)
        except (KeyError, IndexError) as error:
            return self._missing(sentence, f"{key} has a place without a value: {error}")
        except (TypeError, ValueError, AttributeError) as error:
            # A server of another version, or none of ours, may say a word where a figure was agreed.
            return self._missing(sentence, f"{key} has a value that its place cannot show: {type(error).__name__}")

    def for_code(self, code: str, params: Mapping[str, Any] | None = None) -> Words:
        """The words for an error code of the contract: keys "error.<code>.title" and "error.<code>.do"."""
        values = dict(params or {})
        return Words(self(f"error.{code}.title", **values), self(f"error.{code}.do", **values))

    def __contains__(self, key: object) -> bool:
        return key in self._sentences

    def keys(self) -> Iterator[str]:
        """All keys, sorted: for the test that no text is unused and none is missing."""
        return iter(sorted(self._sentences))

    def _missing(self, shown: str, complaint: str) -> str:
        if self._strict:
            raise MissingText(complaint)
        _log.error("text: %s", complaint)
        return shown


def _load(code: str, folder: Path, strict: bool) -> tuple[Mapping[str, Sentence], Language]:
    language = LANGUAGES.get(code)
    if language is None:
        raise UnknownLanguage(code)
    english = own_sentences(ENGLISH.code, folder, strict)
    if language is PSEUDO:
        return {key: pseudo_form(sentence) for key, sentence in english.items()}, language
    return english | own_sentences(code, folder, strict), language


def own_sentences(code: str, folder: Path = LOCALES, strict: bool = True) -> dict[str, Sentence]:
    """What the files of one language say themselves, without falling back. Raises DuplicateText.

    A file that was damaged where the app is installed is left out and logged unless strict: the counter opens without its words.
    """
    merged: dict[str, Sentence] = {}
    for path in sorted((folder / code).glob("*.json")):
        try:
            pairs = _read(path)
        except (OSError, ValueError):
            if strict:
                raise
            _log.exception("text: %s cannot be read", path.name)
            continue
        for key, sentence in pairs:
            if key in merged:
                raise DuplicateText(f"{key} is said twice, the second time in {path.name}")
            merged[key] = sentence
    return merged


def _read(path: Path) -> list[tuple[str, Sentence]]:
    """The pairs of one file. json would quietly keep the last of two equal keys, hence pairs."""
    pairs: list[tuple[str, Sentence]] = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_pairs)
    return pairs


def _pairs(pairs: list[tuple[str, Any]]) -> Any:
    if all(key in ("one", "other") for key, _ in pairs) and pairs:
        return dict(pairs)
    return pairs
