import pytest

from teller_app.shell.remote import is_remote


@pytest.mark.parametrize(
    ("environ", "windows", "remote"),
    [
        ({"SESSIONNAME": "RDP-Tcp#3"}, True, True),
        ({"SESSIONNAME": "Console"}, True, False),
        ({"XRDP_SESSION": "1", "DISPLAY": ":10"}, False, True),
        ({"DISPLAY": ":0"}, False, False),
        ({"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}, False, True),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}, False, False),
        ({"DISPLAY": "/private/tmp/com.apple.launchd/org.xquartz:0", "SSH_CONNECTION": "x"}, False, False),
        ({}, False, False),
    ],
)
def test_who_looks_from_elsewhere(environ: dict[str, str], windows: bool, remote: bool) -> None:
    assert is_remote(environ, windows) is remote
