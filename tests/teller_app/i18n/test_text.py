import json
from datetime import date
from pathlib import Path

import pytest

from contract.errors import ErrorCode
from teller_app.i18n.languages import FRENCH
from teller_app.i18n.text import DuplicateText, MissingText, Texts, UnknownLanguage, Words


def write(folder: Path, **files: object) -> Path:
    (folder / "en").mkdir(exist_ok=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / "en" / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def test_files_are_merged_and_places_filled(tmp_path: Path) -> None:
    texts = Texts.load(folder=write(tmp_path, a={"a.x": "Hello {name}"}, b={"b.y": "Post"}))
    assert texts("a.x", name="Efua") == "Hello Efua"
    assert texts("b.y") == "Post"
    assert list(texts.keys()) == ["a.x", "b.y"]


def test_one_and_other(tmp_path: Path) -> None:
    texts = Texts.load(folder=write(tmp_path, a={"q": {"one": "{n} posting", "other": "{n} postings"}}))
    assert texts("q", n=1) == "1 posting"
    assert texts("q", n=7) == "7 postings"


def test_a_place_says_how_its_value_is_written() -> None:
    texts = Texts({"a": "{cur:sign} {amount:money} on {due:day}, call {tel:phone}"})
    for due in (date(2026, 11, 20), "2026-11-20"):
        assert texts("a", cur="GHS", amount=486550, due=due, tel="+233244187306") == (
            "GH₵ 4,865.50 on 20 Nov, call 024 418 7306"
        )


@pytest.mark.parametrize("files", [{"a": {"k": "1"}, "b": {"k": "2"}}, {"a": '{"k": "1", "k": "2"}'}])
def test_a_key_said_twice_is_refused(tmp_path: Path, files: dict[str, object]) -> None:
    with pytest.raises(DuplicateText):
        Texts.load(folder=write(tmp_path, **files))


def test_a_missing_key_or_value_raises_when_strict() -> None:
    texts = Texts({"a": "{n} queued"})
    with pytest.raises(MissingText):
        texts("b")
    with pytest.raises(MissingText):
        texts("a")


def test_a_missing_key_is_shown_when_not_strict() -> None:
    assert Texts({}, strict=False)("counter.post") == "counter.post"


@pytest.mark.parametrize("value", ["much", None, [1], {"a": 1}, 1.5e300])
def test_a_value_of_another_version_is_no_reason_to_fall_over(value: object) -> None:
    sentences = {
        "a": "above {limit:money}",
        "b": {"one": "{n:pieces} note", "other": "{n:pieces} notes"},
        "c": "on {day:day}",
    }
    with pytest.raises(MissingText):
        Texts(sentences)("c", day=value)
    lenient = Texts(sentences, strict=False)
    assert all(isinstance(lenient(key, limit=value, n=value, day=value), str) for key in sentences)


@pytest.mark.parametrize("damage", ['{"b": "cut', "", "\x00\x00"])
def test_a_damaged_file_costs_its_own_words_alone(tmp_path: Path, damage: str) -> None:
    folder = write(tmp_path, good={"a": "said"}, bad=damage)
    with pytest.raises(ValueError):
        Texts.load(folder=folder)
    texts = Texts.load(folder=folder, strict=False)
    assert (texts("a"), texts("b")) == ("said", "b")


def test_words_for_a_code() -> None:
    texts = Texts({"error.over.title": "Over the limit", "error.over.do": "Ask for approval above {limit:money}"})
    assert texts.for_code("over", {"limit": 500000}) == Words("Over the limit", "Ask for approval above 5,000.00")


def test_the_shipped_words_load() -> None:
    assert "shell.brand" in Texts.load()


def test_every_code_of_the_contract_has_its_words() -> None:
    texts = Texts.load()
    assert [code for code in ErrorCode if not all(texts.for_code(code.value))] == []


def test_another_language_says_what_it_can_and_falls_back() -> None:
    texts = Texts.load("fr")
    assert texts("counter.post_deposit") == "Enregistrer le dépôt"
    assert texts("shell.lock.notices", n=0) == "0 avis"
    assert texts.language.own_name == "Français"
    assert Texts.load("tw")("branches.title") == Texts.load()("branches.title")


def test_it_can_speak_another_language_from_now_on() -> None:
    texts = Texts.load()
    texts.speak("tw")
    assert texts("counter.clear") == "Pepa"
    texts.speak("en")
    assert texts("counter.clear") == "Clear"


def test_a_language_nobody_speaks_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        Texts.load("../en")


def test_places_write_dates_in_the_language() -> None:
    assert Texts({"a": "{due:day}"}, language=FRENCH)("a", due=date(2026, 11, 1)) == "1er nov."
