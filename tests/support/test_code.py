import ast
from pathlib import Path

from tests.support.code import Module, files, modules
from tests.test_tidy import floats


def module(text: str) -> Module:
    found = Module(Path("server/x.py"), "server.x")
    found.__dict__["tree"] = ast.parse(text)
    return found


def test_what_git_holds_is_found() -> None:
    assert Path("contract/money.py") in files()
    assert not [path for path in files() if ".venv" in path.parts]
    assert {"contract.money", "contract"} <= {found.name for found in modules("contract")}


def test_imports_name_modules_and_what_is_taken_from_them() -> None:
    assert module("import a.b\nfrom c.d import e").imports == {"a.b", "c.d", "c.d.e"}


def test_the_twin() -> None:
    assert module("").twin == Path("tests/server/test_x.py")


def test_floats_near_money_are_seen_and_others_are_not() -> None:
    bad = [
        "amount: float = 1",
        "def f(balance_minor: float): ...",
        "x = amount / 2",
        "y = 1.5 * a.balance",
        "float(amount)",
    ]
    good = ["width: float = 1", "x = amount // 2", "y = 1.5 * width", "float(x)", "amount: int = 3"]
    assert [list(floats(module(line))) for line in bad] == [["server/x.py:1"]] * len(bad)
    assert [list(floats(module(line))) for line in good] == [[]] * len(good)
