import shlex
import sys
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


def vault(tmp_path: Path, said: str, status: int = 0) -> str:
    """A command as a vault's client is one: prints what it was given to keep."""
    (tmp_path / "kept").write_text(said)
    code = "import sys; print(open(sys.argv[1]).read()); sys.exit(int(sys.argv[2]))"
    return shlex.join([sys.executable, "-c", code, str(tmp_path / "kept"), str(status)])


def test_secrets_come_from_a_command_and_stand_nowhere_else(tmp_path: Path) -> None:
    command = vault(tmp_path, 'sms_key = "from the vault"\nurl = "postgresql://bank:top@db/bank"\n')
    settings = load(None, {"COASTAL_SECRETS_COMMAND": command, "COASTAL_SMS_KEY": "an old one"}, url="sqlite:///x.db")
    assert (settings.sms_key, settings.url) == ("from the vault", "postgresql://bank:top@db/bank")
    assert "top" not in repr(settings)
    assert "vault" not in repr(settings).replace(command, "")


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        ("secret-word", 0, "something else than settings"),
        ('sms_key = "secret-word"', 3, "ended with 3"),
        ('host = "secret-word"', 0, "not host"),
    ],
)
def test_a_command_that_fails_is_told_without_what_it_said(tmp_path: Path, said: str, status: int, why: str) -> None:
    with pytest.raises(SettingsRefused, match=why) as refused:
        load(None, {"COASTAL_SECRETS_COMMAND": vault(tmp_path, said, status)})
    assert "secret-word" not in str(refused.value)
    with pytest.raises(SettingsRefused, match="cannot be run"):
        load(None, {"COASTAL_SECRETS_COMMAND": "/nowhere/vault"})


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://bank:p@ss:w@db:5432/bank", "postgresql://bank:***@db:5432/bank"),
        ("redis://:word@host:6379/0", "redis://:***@host:6379/0"),
        ("postgresql://bank@db/bank?password=word&sslmode=require", "postgresql://bank@db/bank?password=***&sslmode=require"),
        ("sqlite:////var/bank.db", "sqlite:////var/bank.db"),
    ],
)  # fmt: skip
def test_an_address_is_shown_without_its_password(url: str, shown: str) -> None:
    assert make({"url": url}).shown_url == shown
