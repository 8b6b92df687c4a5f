from pathlib import Path

import pytest

from server.sms.carriers import make_carrier


@pytest.mark.parametrize("name", ["embedded", "sendexa", "hubtel", "arkesel"])
def test_each_known_carrier_is_made(name: str, tmp_path: Path) -> None:
    assert make_carrier(name, "key", "secret", "AKOMA", "", tmp_path / "out").name == name


def test_an_unknown_one_or_one_without_a_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="known are embedded, sendexa"):
        make_carrier("pigeon", "key", "secret", "AKOMA", "", tmp_path)
    with pytest.raises(ValueError, match="sms_key"):
        make_carrier("sendexa", "", "", "AKOMA", "", tmp_path)
