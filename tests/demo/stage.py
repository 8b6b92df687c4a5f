"""A bank's server as a real process and the real app over it, on a folder of its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from contract.staff import DeviceKey
from server.settings import Settings as BankSettings
from teller_app.build import App
from teller_app.settings import Density, Settings, Theme
from teller_app.sync.keyring_store import MemoryKeyring
from tests.demo import bank as demo
from tests.demo.fingers import rest
from tests.demo.people import CUSTOMERS
from tests.support.ports import free_port
from tests.support.prepared import prepare

READY_S = 60.0
CONTACT = "+233 30 200 0140 · Kojo Thompson Road, Accra"


@dataclass
class Stage:
    """``open_bank`` fills the database once; ``serve`` and ``kill`` are the power of the server."""

    folder: Path
    url: str = ""
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.url = self.url or f"sqlite:///{self.folder / 'bank.db'}"
        self.port = self.port or free_port()
        self.secrets = MemoryKeyring()

    @property
    def bank(self) -> BankSettings:
        return BankSettings(
            url=self.url, key_dir=str(self.folder / "keys"), bank_name="Akoma Savings & Loans", contact_line=CONTACT
        )

    @property
    def server_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def app(self, theme: str = "dark", density: Density = Density.AUTO) -> App:
        """The app on this stage's profile; show it and wait for its device key with ``key_of``."""
        settings = Settings(
            server_url=self.server_url, profile=self.folder / "profile", theme=Theme(theme), density=density, stall_ms=0
        )
        return App(settings, lambda: self.secrets)

    def key_of(self, app: App) -> tuple[str, DeviceKey]:
        """What the sign-in screen shows an administrator: the device's id and public key."""
        end = time.monotonic() + READY_S
        while not app.door.state.workstation.key:
            if time.monotonic() > end:
                raise RuntimeError("the app did not open its profile")
            rest(10)
        x, _, y = app.door.state.workstation.key.partition(".")
        return app.door.state.workstation.device, DeviceKey(x=x, y=y)

    def open_bank(self, devices: dict[str, tuple[str, DeviceKey]], customers: int = CUSTOMERS) -> None:
        """Fill a fresh database."""
        demo.make(self.bank, prepare, devices, self.folder / "csv", date.today(), customers, pictured=True)

    def serve(self) -> None:
        """Start the server and wait until it is ready, keeping the window alive meanwhile."""
        env = dict(os.environ) | {"COASTAL_KEY_DIR": self.bank.key_dir, "COASTAL_BANK_NAME": self.bank.bank_name}
        env["COASTAL_CONTACT_LINE"] = self.bank.contact_line
        command = [sys.executable, "-m", "server", "serve", "--url", self.url, "--port", str(self.port)]
        log = (self.folder / "server.log").open("ab")
        self.process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
        log.close()
        end = time.monotonic() + READY_S
        while not self._ready():
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError(f"the server did not start; see {self.folder / 'server.log'}")
            rest(20)

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.server_url}/health/ready", timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """Pull the server's plug."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """SIGTERM: it drains."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
            self.process = None


def now() -> datetime:
    """An aware clock."""
    return datetime.now(UTC)
