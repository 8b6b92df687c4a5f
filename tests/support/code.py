"""The product's own source as data, for the tests that guard the house."""

import ast
import gc
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("contract", "server", "teller_app")
SKIPPED = {
    ".venv",
    ".git",
    ".tools",
    "__pycache__",
    "build",
    "dist",
    "demo-out",
    "shots-out",
    "bench-out",
    "bench-data",
}


@dataclass(frozen=True)
class Module:
    """A Python file of the product or its tests: where it is (from the top), its dotted name, its tree."""

    path: Path
    name: str

    @cached_property
    def text(self) -> str:
        return (ROOT / self.path).read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        # Nothing in it is garbage, and the collector would look for some at every few hundred of its nodes.
        gc.disable()
        try:
            return ast.parse(self.text, str(self.path))
        finally:
            gc.enable()

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All of the tree, from the top."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def imports(self) -> frozenset[str]:
        """Dotted names that it imports: ``from a.b import c`` counts as a.b and as a.b.c."""
        return frozenset(_imported(self.nodes))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """All functions and methods, nested ones included."""
        for node in self.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    @property
    def twin(self) -> Path:
        """Where its test belongs."""
        return Path("tests", *self.path.parts[:-1], f"test_{self.path.stem}.py")


def _imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def files() -> tuple[Path, ...]:
    """Every file that git holds or would hold, from the top. Without git: whatever lies there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0:
        found = [Path(name) for name in listed.stdout.split("\0") if name]
    else:
        found = [path.relative_to(ROOT) for path in ROOT.rglob("*") if not SKIPPED & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if (ROOT / path).is_file()))


@cache
def modules(*tops: str) -> tuple[Module, ...]:
    """The Python files under these top-level folders (the product's packages when none is named)."""
    wanted = tops or PACKAGES
    return tuple(_module(path) for path in files() if path.suffix == ".py" and path.parts[0] in wanted)


@cache
def _module(path: Path) -> Module:
    """One of each file: its tree is made once, whoever asks for it."""
    return Module(path, ".".join(path.with_suffix("").parts).removesuffix(".__init__"))
