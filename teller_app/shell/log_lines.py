"""One line of the log for each event, whatever was in it: nobody writes a second line by a name with a line break in it."""

import logging
import re

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


class OneLine(logging.Formatter):
    """The usual line; line breaks and control signs of messages and tracebacks are shown as their escapes."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without a line break in it."""
        return _CONTROL.sub(_escaped, super().format(record))


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
