"""A bank's server, the wire to it, and workstations with their windows: each of them can fail by itself."""

import time
from dataclasses import dataclass, field
from datetime import date

from contract.base import Command
from server import build
from server.db.engine import open_engine
from tests.demo import bank as demo
from tests.journeys.town import Town
from tests.journeys.window import Window
from tests.support.forge import Forge, Served
from tests.support.prepared import prepare

CUSTOMERS = 30
WAIT_S = 60.0
DEPOSIT = ("000003", "200", {"20000": 1})


@dataclass
class Street(Town):
    """``open`` founds the bank with the windows' own device keys and serves; windows talk through the proxy."""

    window_forge: Forge = field(kw_only=True)
    windows: dict[str, Window] = field(default_factory=dict)

    def window(self, name: str) -> Window:
        """A workstation's window, which asks the bank through the proxy."""
        assert self.proxy is not None
        made = self.windows[name] = Window(self.window_forge, self.folder / f"window-{name}", self.proxy.url).start()
        return made

    def open(self, *names: str) -> list[Window]:
        """Workstations by name, the bank that knows them, the server running."""
        for name in names:
            self.window(name)
        devices = {f"WS-{name}": window.device() for name, window in self.windows.items()}
        demo.make(self.settings, prepare, devices, self.folder / "csv", date.today(), CUSTOMERS)
        self.serve()
        return list(self.windows.values())

    def serve(self, arm: str = "") -> Served:
        """Start the server, and let every window that stands try it now."""
        server = super().serve(arm)
        for window in self.windows.values():
            if window.alive():
                window.do("hurry")
        return server

    def at_counter(self, window: Window, username: str = "efua", place: int = 1) -> str:
        """Signed in with a counted drawer; its session."""
        assert window.do("sign_in_as", username) == ""
        session: str = window.do("take_drawer", place)
        return session

    def away_with(self, window: Window, deposits: int = 1) -> None:
        """The server dies, and this many deposits are taken in without it."""
        assert self.server is not None
        self.server.kill()
        window.do("until_line", "offline")
        papers = window.do("papers")
        for _ in range(deposits):
            window.do("begin_deposit", *DEPOSIT)
            window.do("post")
        window.do("until_states", ["queued"] * deposits)
        window.do("until_printed", deposits, papers)

    def by_hand(self, *commands: Command) -> None:
        """The bank's own hand, while no server runs."""
        with build.bank(self.settings) as bank:
            for command in commands:
                demo.say(bank.writer, command)

    def spoil(self, statement: str) -> None:
        """Change the database behind the bank's back."""
        engine = open_engine(self.settings.url)
        with engine.execution_options(coastal_write=True).begin() as conn:
            conn.exec_driver_sql(statement)
        engine.dispose()

    def wait_count(self, count: int) -> None:
        """Until the books have this many deposits."""
        until = time.monotonic() + WAIT_S
        while self.count() < count:
            if time.monotonic() > until:
                raise AssertionError(f"{self.count()} of {count} deposits after {WAIT_S} s")
            time.sleep(0.05)

    def close(self) -> None:
        """End the windows, then the rest."""
        for window in self.windows.values():
            window.close()
        super().close()
