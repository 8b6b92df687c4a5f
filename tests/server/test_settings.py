from pathlib import Path

import pytest

from server.settings import SettingsRefused, load, make


def test_the_command_line_beats_the_environment_beats_the_file(tmp_path: Path) -> None:
    file = tmp_path / "bank.toml"
    file.write_text('port = 1\nhost = "a"\nbank_name = "File Bank"\n')
    settings = load(file, {"COASTAL_PORT": "2", "COASTAL_HOST": "b", "PATH": "x"}, port=3, host=None)
    assert (settings.port, settings.host, settings.bank_name, settings.shift_hours) == (3, "b", "File Bank", 12)
    assert load(None, {"COASTAL_CONFIG": str(file)}).bank_name == "File Bank"


@pytest.mark.parametrize(("key", "meant"), [("hostt", "host"), ("shift_hour", "shift_hours"), ("zzz", "")])
def test_an_unknown_key_is_refused_with_what_was_meant(key: str, meant: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        make({key: 1})
    assert (refused.value.key, refused.value.meant) == (key, meant)
    with pytest.raises(SettingsRefused):
        load(None, {f"COASTAL_{key.upper()}": "1"})


@pytest.mark.parametrize(
    ("key", "value"), [("port", 70_000), ("port", "many"), ("log_level", "loud"), ("tls_cert", "x.pem")]
)
def test_a_value_that_cannot_be_is_refused_by_name(key: str, value: object) -> None:
    with pytest.raises(SettingsRefused) as refused:
        make({key: value})
    assert refused.value.key == key


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("port = = 1")
    for name in ("x.toml", "absent.toml"):
        with pytest.raises(SettingsRefused):
            load(tmp_path / name, {})


def test_keys_lie_beside_the_books_and_never_in_them() -> None:
    assert make({"url": "sqlite:////var/bank.db"}).key_folder == Path("/var/bank.keys")
    assert make({"url": "postgresql://bank@db/bank"}).key_folder == Path("coastal.keys")
    assert make({"key_dir": "/etc/keys"}).key_folder == Path("/etc/keys")
