"""``--self-check``: its options, the order of its checks, and what it writes.

Lines for a person (``ok  store  sqlcipher 4.6  12 ms``), or one JSON object with ``--json``. The words are codes, which
docs/install.md explains; nothing of a customer, no password and no secret key is ever written.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import msgspec

from teller_app.build import VERSION, qt_application
from teller_app.self_check import parts
from teller_app.self_check.bank import Counter, Trial, reach
from teller_app.self_check.finding import Exit, Finding, Verdict, exit_of, look
from teller_app.self_check.papers import papers
from teller_app.settings import Settings, SettingsError, load
from teller_app.shell.instance import Instance
from teller_app.sync.keyring_store import SecretStore, os_keyring

FLAG = "--self-check"
ACCOUNTS = 2


@dataclass(frozen=True)
class Order:
    """What was asked for on the command line."""

    settings: Settings
    as_json: bool
    out: Path | None
    with_server: bool
    trial: Trial | None


class Report(msgspec.Struct, frozen=True):
    """What ``--json`` writes. ``frozen``: whether this is the installed app."""

    version: str
    frozen: bool
    platform: str
    verdict: Verdict
    exit: int
    findings: tuple[Finding, ...]


def order_of(argv: Sequence[str], environ: Mapping[str, str], stdin: TextIO | None) -> Order:
    """Read the options. Raises SettingsError; SystemExit where the command line itself is wrong."""
    parser = argparse.ArgumentParser(prog=f"teller_app {FLAG}", allow_abbrev=False, add_help=False)
    parser.add_argument(FLAG, action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--check-user", default="")
    parser.add_argument("--check-accounts", default="")
    parser.add_argument("--password-stdin", action="store_true")
    given, rest = parser.parse_known_args(argv)
    settings = load(rest, environ)
    accounts = tuple(part.strip() for part in given.check_accounts.split(",") if part.strip())
    if len(accounts) not in (0, ACCOUNTS) or (accounts and not given.check_user):
        raise SettingsError("bad_value", "check_accounts")
    if bool(given.check_user) != given.password_stdin:
        raise SettingsError("bad_value", "password_stdin")
    trial = None
    if given.check_user:
        password = stdin.readline().rstrip("\r\n") if stdin is not None else ""
        trial = Trial(given.check_user, password, accounts)
    asked = trial is not None or settings.server_url != Settings().server_url
    return Order(settings, given.json, given.out, asked, trial)


def check_parts(settings: Settings, secrets: Callable[[], SecretStore | None]) -> list[Finding]:
    """Everything that needs no server."""
    return [
        look("keyring", lambda: parts.keyring(secrets)),
        look("store", lambda: parts.store(settings.profile)),
        look("fonts", parts.fonts),
        look("pictures", parts.pictures),
        look("printing", lambda: papers(settings)),
        look("tls", lambda: parts.tls(settings)),
        look("words", parts.words),
    ]


def check_bank(order: Order, secrets: Callable[[], SecretStore | None]) -> list[Finding]:
    """The server, then, where somebody is named, the device, the sign-in and the posting; the first failure ends it."""
    findings = [look("server", lambda: reach(order.settings))]
    trial = order.trial
    if trial is None or findings[0].verdict is not Verdict.OK:
        return findings
    counter = Counter(order.settings, secrets)
    steps = [("device", counter.open), ("sign_in", lambda: counter.sign_in(trial))]
    if trial.accounts:
        steps.append(("posting", lambda: counter.post(trial)))
    try:
        for name, step in steps:
            findings.append(look(name, step))
            if findings[-1].verdict is Verdict.FAILED:
                break
    finally:
        counter.close()
    return findings


def run(
    argv: Sequence[str],
    environ: Mapping[str, str],
    stdin: TextIO | None,
    stdout: TextIO | None,
    secrets: Callable[[], SecretStore | None] | None = None,
) -> int:
    """Check, write, and say how it went: see ``Exit``. A window needs no screen here, so none is asked for."""
    try:
        order = order_of(argv, environ, stdin)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return Exit.BAD_USAGE
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    order.settings.profile.mkdir(mode=0o700, parents=True, exist_ok=True)
    application = qt_application(["coastal-teller"])
    # Two programs on one outbox would both believe that they know its next counter; without a person none is opened.
    instance = Instance(order.settings.profile) if order.trial else None
    if instance is not None and not instance.first:
        return Exit.IN_USE
    find = secrets or (lambda: os_keyring(order.settings.profile.resolve().name))
    try:
        findings = check_parts(order.settings, find)
        if order.with_server:
            findings += check_bank(order, find)
    finally:
        if instance is not None:
            instance.close()
    _write(order, findings, stdout)
    application.processEvents()
    return exit_of(findings)


def _write(order: Order, findings: Sequence[Finding], stdout: TextIO | None) -> None:
    end = exit_of(findings)
    worst = {Exit.GOOD: Verdict.OK, Exit.LIMITED: Verdict.LIMITED}.get(end, Verdict.FAILED)
    frozen = bool(getattr(sys, "frozen", False))
    report = Report(VERSION, frozen, sys.platform, worst, int(end), tuple(findings))
    text = msgspec.json.format(msgspec.json.encode(report)).decode() + "\n" if order.as_json else _lines(report)
    if order.out is not None:
        order.out.write_text(text, encoding="utf-8")
    # A windowed program on Windows has no output at all: that is what --out is for.
    if stdout is not None:
        stdout.write(text)
        stdout.flush()


def _lines(report: Report) -> str:
    rows = [f"{item.verdict.value:8}{item.name:10}{item.ms:6} ms  {item.detail}" for item in report.findings]
    return "\n".join([*rows, f"{report.verdict.value}  coastal-teller {report.version}", ""])
