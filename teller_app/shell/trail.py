"""A second log that may leave the building: what happened, without whom it happened to.

``teller.log`` stays on the machine and says everything. A line of the trail is made of what is *code*: the sentence in the
source, the exception's type, file, line and function. Arguments are data, and data is left out unless its type says that it
can hold nobody's name, number or money (a code of an enum, a yes or no). So nothing has to be found and struck out later.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from enum import Enum
from pathlib import PurePath
from types import TracebackType

LEFT_OUT = "…"
OURS = ("teller_app", "contract", "__main__")
FRAMES_MAX = 30
CAUSES_MAX = 5
# Their messages name parts of the program: a module, an attribute, a variable.
_ABOUT_CODE = (ImportError, AttributeError, NameError)
_PLACE = re.compile(r"%%|%[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[a-zA-Z]")


class TrailFormatter(logging.Formatter):
    """A record as one line for what was said and one for each frame of what was raised."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s", "%Y-%m-%dT%H:%M:%S%z")

    def format(self, record: logging.LogRecord) -> str:
        """The line; never raises for what a caller may have passed."""
        said = sentence(record) if record.name.startswith(OURS) else LEFT_OUT
        lines = [f"{self.formatTime(record, self.datefmt)} {record.levelname} {record.name} {said}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += raised(record.exc_info[1])
        return "\n".join(lines)


def sentence(record: logging.LogRecord) -> str:
    """The sentence as it stands in the source, with those arguments that say nothing about anybody."""
    if not isinstance(record.msg, str):
        return LEFT_OUT
    args = iter(record.args if isinstance(record.args, tuple) else ())
    return _PLACE.sub(lambda place: "%" if place[0] == "%%" else harmless(next(args, None)), record.msg)


def harmless(value: object) -> str:
    """A code, a yes or no, the type of an error; anything else may be somebody's."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool) or value is None:
        return str(value)
    return type(value).__name__ if isinstance(value, BaseException) else LEFT_OUT


def raised(error: BaseException) -> Iterator[str]:
    """The error, where it came from, and what caused it; innermost cause last."""
    for _ in range(CAUSES_MAX):
        yield f"  {type(error).__module__}.{type(error).__qualname__}{about(error)}"
        yield from frames(error.__traceback__)
        before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if before is None:
            return
        error = before


def about(error: BaseException) -> str:
    """Of a message only what is about code, of an operating system's error its number."""
    if isinstance(error, _ABOUT_CODE):
        return f": {error}"
    if isinstance(error, OSError) and error.errno is not None:
        return f": errno {error.errno}"
    return ""


def frames(trace: TracebackType | None) -> Iterator[str]:
    """File, line and function of each frame, outermost first; a long one is cut in the middle."""
    found = traceback.StackSummary.extract(traceback.walk_tb(trace), lookup_lines=False)
    half = FRAMES_MAX // 2
    kept = found if len(found) <= FRAMES_MAX else [*found[:half], *found[-half:]]
    for frame in kept:
        yield f"    {place(frame.filename)}:{frame.lineno} {frame.name}"


def place(filename: str) -> str:
    """A file without the folders above its package, which name the person whose home they lie in."""
    parts = PurePath(filename.replace("\\", "/")).parts
    for top in ("teller_app", "contract", "site-packages", "_internal"):
        if top in parts:
            at = len(parts) - 1 - parts[::-1].index(top)
            return "/".join(parts[at:] if top in ("teller_app", "contract") else parts[at + 1 :])
    return parts[-1] if parts else ""
