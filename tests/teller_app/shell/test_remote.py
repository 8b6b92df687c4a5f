import pytest

from teller_app.shell.remote import is_remote


@pytest.mark.parametrize(
    ("environ", "system", "remote"),
    [
        ({"SESSIONNAME": "RDP-Tcp#3"}, "Windows", True),
        ({"SESSIONNAME": "Console"}, "Windows", False),
        ({"XRDP_SESSION": "1", "DISPLAY": ":10"}, "Linux", True),
        ({"DISPLAY": ":0"}, "Linux", False),
        ({"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}, "Linux", True),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}, "Linux", False),
        ({"DISPLAY": "/private/tmp/com.apple.launchd/org.xquartz:0", "SSH_CONNECTION": "x"}, "Darwin", False),
        ({}, "Linux", False),
    ],
)
def test_who_looks_from_elsewhere(environ: dict[str, str], system: str, remote: bool) -> None:
    assert is_remote(environ, system) is remote
