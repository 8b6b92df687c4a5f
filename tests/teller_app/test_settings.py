from pathlib import Path

import pytest

from teller_app.settings import HELP, NAMES, Density, Settings, SettingsError, Solid, Theme, load


def test_the_command_line_beats_the_environment_beats_the_file(tmp_path: Path) -> None:
    file = tmp_path / "teller.toml"
    file.write_text('theme = "dark"\nlanguage = "fr"\nserver_url = "https://file.example"\nreduced_motion = true\n')
    env = {"COASTAL_TELLER_LANGUAGE": "tw", "COASTAL_TELLER_SERVER_URL": "https://env.example", "HOME": "/nowhere"}
    found = load(["--profile", str(tmp_path), "--server-url", "https://line.example"], env)
    assert (found.theme, found.language, found.server_url) == (Theme.DARK, "tw", "https://line.example")
    assert (found.profile, found.papers, found.reduced_motion) == (tmp_path, tmp_path / "papers", True)


def test_defaults_need_no_file(tmp_path: Path) -> None:
    found = load(["--profile", str(tmp_path)], {})
    assert (found.density, found.spool, found.server_url) == (Density.AUTO, None, Settings().server_url)


@pytest.mark.parametrize(
    ("argv", "env", "file", "key", "suggestion"),
    [
        (["--server-ulr", "x"], {}, "", "server_ulr", "server_url"),
        (["--sever-url=x"], {}, "", "sever_url", "server_url"),
        ([], {"COASTAL_TELLER_TEHME": "dark"}, "", "tehme", "theme"),
        ([], {}, "densty = 'compact'", "densty", "density"),
        ([], {}, "zebra = 1", "zebra", ""),
        (["--theme", "drak"], {}, "", "theme", "dark"),
        (["--language", "psuedo"], {}, "", "language", "pseudo"),
        ([], {}, "language = [1]", "language", ""),
        (["--server-pin", "sha256//short"], {}, "", "server_pin", ""),
    ],
)
def test_what_nobody_knows_is_refused_with_the_nearest(
    tmp_path: Path, argv: list[str], env: dict[str, str], file: str, key: str, suggestion: str
) -> None:
    (tmp_path / "teller.toml").write_text(file)
    with pytest.raises(SettingsError) as caught:
        load(["--profile", str(tmp_path), *argv], env)
    assert (caught.value.key, caught.value.suggestion) == (key, suggestion)


@pytest.mark.parametrize("text", [None, "theme = ", b"\xff\xfe"])
def test_a_file_that_was_named_must_be_readable(tmp_path: Path, text: str | bytes | None) -> None:
    file = tmp_path / "x.toml"
    if text is not None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SettingsError) as caught:
        load(["--config", str(file)], {})
    assert caught.value.code == "unreadable_file"


def test_help_says_what_each_option_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        load(["--help"], {})
    said = " ".join(capsys.readouterr().out.split())
    assert all(HELP[name] in said for name in ("server_url", "profile", "theme"))
    assert set(HELP) - {"config"} == set(NAMES), "a word for each option, and none for one that is gone"
    assert "--self-check" in said


def test_the_bank_sets_its_look(tmp_path: Path) -> None:
    (tmp_path / "teller.toml").write_text(
        'accent = "#008577"\nbrand_mark = "mark.png"\nwallpaper_dark = "sea.webp"\ntext_scale = 112\nsolid = "always"\n'
    )
    found = load(["--profile", str(tmp_path)], {})
    assert (found.accent, found.text_scale, found.solid) == ("#008577", 112, Solid.ALWAYS)
    assert (found.brand_mark, found.wallpaper_dark, found.wallpaper_light) == (
        Path("mark.png"),
        Path("sea.webp"),
        None,
    )
    assert load(["--profile", str(tmp_path), "--text-scale", "125"], {}).text_scale == 125


@pytest.mark.parametrize(
    ("key", "value"), [("accent", "teal"), ("accent", "#12345"), ("text_scale", "110"), ("solid", "perhaps")]
)
def test_a_look_that_there_is_not_is_refused(tmp_path: Path, key: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(["--profile", str(tmp_path)], {f"COASTAL_TELLER_{key.upper()}": value})
    assert (caught.value.code, caught.value.key) == ("bad_value", key)
