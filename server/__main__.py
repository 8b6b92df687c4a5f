"""The command line: ``python -m server serve``, ``migrate``, ``verify``, ``import``, ``export`` and the bank's own commands."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from server import build
from server.api import logs
from server.api.app import make_app
from server.api.permission_table import render
from server.api.serve import leave_no_core, make_server, settle_in
from server.api.wiring import make_parts
from server.approvals.desk import state_of
from server.command_line import books, branches, customers, keys, loans, policy, products, recovery, safety, staff
from server.command_line.hand import Config, Plain, Url, breached_of, engine_of, fail, opened, settings_of
from server.core.clock import system_clock
from server.core.seals import Seals
from server.customers.queries import refold
from server.db.engine import is_sqlite, owners_alone
from server.db.serving import serving
from server.migrations.upgrade import upgrade
from server.settings import Settings
from server.staff import activity
from server.staff.keys import ROTATE_DAYS, Pair, age_days, make_keys
from server.staff.passwords import Passwords

log = logging.getLogger("coastal.serve")
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, cls=Plain)
app.command("verify")(books.verify)
app.command("import")(books.import_folder)
app.command("backup")(safety.backup)
app.command("restore")(safety.restore)
app.add_typer(safety.recovery, name="recovery")
app.add_typer(books.export, name="export")
app.add_typer(branches.branches, name="branches")
app.command("recovery-key")(recovery.recovery_key)
staff.devices.command("deliver")(recovery.deliver)
app.command("sms-outbox")(staff.sms_outbox)
app.add_typer(staff.users, name="users")
app.add_typer(staff.devices, name="devices")
app.add_typer(branches.drawers, name="drawers")
app.add_typer(branches.vault, name="vault")
app.add_typer(customers.customers, name="customers")
app.add_typer(customers.accounts, name="accounts")
app.add_typer(products.products, name="products")
app.add_typer(policy.approvals, name="approvals")
app.add_typer(loans.loans, name="loans")
app.add_typer(keys.keys, name="keys")


@app.command()
def serve(
    url: Url = None,
    config: Config = None,
    host: Annotated[str | None, typer.Option()] = None,
    port: Annotated[int | None, typer.Option()] = None,
    tls_cert: Annotated[str | None, typer.Option(help="the certificate chain, PEM")] = None,
    tls_key: Annotated[str | None, typer.Option(help="its private key, PEM")] = None,
    migrate_first: Annotated[bool, typer.Option("--migrate", help="bring the database up to date first")] = False,
) -> None:
    """Serve the bank until SIGTERM, which drains: what was taken is answered first."""
    settings = settings_of(config, url=url, host=host, port=port, tls_cert=tls_cert, tls_key=tls_key)
    _demand_tls(settings)
    leave_no_core()
    logs.configure(settings.log_level)
    if migrate_first:
        _migrate(settings)
    _remind_of_keys(settings)
    with opened(settings) as bank, serving(settings.url):
        build.look_back(bank)
        passwords = Passwords(breached=breached_of(settings))
        parts = make_parts(
            settings, bank.engine, bank.keys, bank.writer, bank.hub, bank.registry, bank.sources, state_of, passwords,
            relay=bank.relay, anchor=bank.anchor, tail=build.verify_tail, logs=build.LOGS,
        )  # fmt: skip
        server = make_server(make_app(parts), settings, parts.running, bank.hub)
        settle_in()
        server.run()
        passwords.close()


@app.command()
def migrate(url: Url = None, config: Config = None) -> None:
    """Create or update the schema, the bank's keys, and the first rows of roles, limits and products."""
    settings = settings_of(config, url=url)
    _migrate(settings)
    print(f"{settings.shown_url} is up to date; keys in {settings.key_folder}")


@app.command()
def permissions() -> None:
    """Print the table of who may do what (docs/permissions.md)."""
    registry, _ = build.make_registry(lambda *_: "")
    print(render(registry), end="")


def _demand_tls(settings: Settings) -> None:
    """Passwords cross a network over TLS alone: ours, or that of a proxy before us."""
    safe = settings.tls_cert or settings.public_url.startswith("https://")
    if settings.host not in ("127.0.0.1", "localhost", "::1") and not safe:
        fail(
            f"{settings.host} is not this machine alone: give --tls-cert and --tls-key, or set public_url to the proxy's https address"
        )
    for file in (settings.tls_cert, settings.tls_key):
        if file and not Path(file).is_file():
            fail(f"{file}: no such file")


def _remind_of_keys(settings: Settings) -> None:
    for pair in Pair:
        if (settings.key_folder / pair).exists() and age_days(settings.key_folder, pair, system_clock()) > ROTATE_DAYS:
            log.warning("keys are due: keys rotate", extra={"pair": pair.name.lower()})


def _migrate(settings: Settings) -> None:
    engine = engine_of(settings)
    file = Path(engine.url.database or "") if is_sqlite(engine) else None
    if file and file.parent.is_dir() and not file.exists():
        owners_alone(file)
    try:
        made = make_keys(settings.key_folder)
        with engine.execution_options(coastal_write=True).begin() as conn:
            upgrade(conn)
            build.seed(conn)
            refold(conn)
            Seals(made.sealing, activity.head).of_past(conn)
    finally:
        engine.dispose()


if __name__ == "__main__":
    app()
