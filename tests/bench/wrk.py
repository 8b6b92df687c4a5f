"""wrk as the load: 32 connections that send requests written beforehand."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from itertools import cycle
from pathlib import Path
from typing import Any

CONNECTIONS, THREADS = 32, 2
LISTING = 16
"""Connections that send lists of fifty: three full batches wait, and a server on a crowded machine need not turn any away."""
SCRIPT = Path(__file__).with_name("post.lua")


def missing() -> str:
    """Why there is no wrk, or an empty word."""
    return "" if shutil.which("wrk") else "wrk is not installed (sudo apt-get install -y wrk)"


def write(requests: Iterable[bytes], file: Path) -> int:
    """Whole requests dealt to the threads; how many."""
    count = 0
    streams = [file.with_suffix(f".{number}").open("wb") for number in range(THREADS)]
    for stream, request in zip(cycle(streams), requests):
        stream.write(b"%08d" % len(request) + request)
        count += 1
    for stream in streams:
        stream.close()
    return count


def run(
    url: str, file: Path, seconds: int, connections: int = CONNECTIONS, may_be_busy: bool = False
) -> dict[str, Any]:
    """seconds, requests, p50_ms, p99_ms, not_ok. Raises RuntimeError when one was not answered, or with anything but 200.

    A full server says 503: where it ``may_be_busy`` those are only counted, for a workstation would come again.
    """
    command = [
        "wrk",
        "-t",
        str(THREADS),
        "-c",
        str(connections),
        "-d",
        f"{seconds}s",
        "--timeout",
        "20s",
        "-s",
        str(SCRIPT),
    ]
    done = subprocess.run([*command, url, "--", str(file)], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    if found["broken"] or (found["not_ok"] and not may_be_busy):
        raise RuntimeError(f"not every request was answered with 200: {found}")
    return found
