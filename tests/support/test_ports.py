import subprocess
import sys
from pathlib import Path

from tests.support.code import ROOT
from tests.support.ports import BELOW_EPHEMERAL, Taken, free_port

OTHER = "import sys; from pathlib import Path; from tests.support.ports import Taken; print(Taken(Path(sys.argv[1])).take(int(sys.argv[2])))"


def asked_elsewhere(file: Path, port: int) -> str:
    return subprocess.run(
        [sys.executable, "-c", OTHER, str(file), str(port)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_port_is_given_out_once_on_this_machine(tmp_path: Path) -> None:
    file = tmp_path / "ports"
    mine = Taken(file, kept=2)
    assert [mine.take(port) for port in (20_001, 20_001, 20_002)] == [True, False, True]
    assert [asked_elsewhere(file, port) for port in (20_001, 20_003)] == ["False", "True"]
    assert mine.take(20_003), "the other process has ended"
    assert asked_elsewhere(file, 20_001) == "True", "the oldest was given back"


def test_it_is_none_that_goes_out() -> None:
    found = {free_port() for _ in range(50)}
    assert len(found) == 50
    assert found <= set(BELOW_EPHEMERAL)
