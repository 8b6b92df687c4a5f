import gc
import subprocess
import sys
from pathlib import Path

from teller_app import early
from teller_app.build import App
from teller_app.settings import Settings
from teller_app.sync.keyring_store import MemoryKeyring

SOURCES_READ = """
import inspect
read = []
real = inspect.getsource
inspect.getsource = lambda module: read.append(module) or real(module)
from teller_app import early
if {hurried}:
    early.hurry()
import teller_app.build
import gc, sys
print(len(read), gc.isenabled(), sys.getswitchinterval())
"""


def sources_read(hurried: bool) -> list[str]:
    """How many sources were read to load the app, whether the collector works then, a thread's turn: in a program of its own."""
    script = SOURCES_READ.format(hurried=hurried)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=True)
    return done.stdout.split()


def test_a_hurried_start_reads_no_sources_and_leaves_the_collector_out() -> None:
    few, collects, turn = sources_read(hurried=True)
    many, usual, long_turn = sources_read(hurried=False)
    assert (collects, usual) == ("False", "True")
    assert float(turn) < float(long_turn)
    assert int(few) < int(many) / 4, "PySide reads them otherwise: does its feature.py ask another function now?"


def test_what_is_loaded_is_no_longer_looked_through_by_the_collector(qtbot, tmp_path: Path) -> None:
    app = App(Settings(profile=tmp_path), MemoryKeyring)
    qtbot.addWidget(app.window)
    before = gc.get_freeze_count()
    gc.disable()
    app.furnished.connect(early.settle)
    try:
        app.show()
        qtbot.waitUntil(lambda: gc.get_freeze_count() - before > 10_000, timeout=60_000)
        assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()
        app.close()
