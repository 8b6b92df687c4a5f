"""Whether this window is painted here and shown elsewhere: over remote desktop every pixel that moves is sent."""

from __future__ import annotations

from collections.abc import Mapping

SIGNS = ("XRDP_SESSION", "X2GO_SESSION", "NX_SESSION_ID", "VNCDESKTOP")
"""What the servers of remote desktops set in the sessions that they start on Linux."""


def is_remote(environ: Mapping[str, str], windows: bool) -> bool:
    """``windows`` says which system it is. There a session of the remote desktop is named RDP-Tcp#1."""
    if windows:
        return environ.get("SESSIONNAME", "").upper().startswith("RDP")
    if any(environ.get(sign) for sign in SIGNS):
        return True
    # A display of this machine begins with a colon (or a path of macOS); ssh -X gives one with a host in front.
    host = environ.get("DISPLAY", "").partition(":")[0]
    return bool(environ.get("SSH_CONNECTION")) and bool(host) and not host.startswith("/")
