"""A file that proves itself: one JSON object a line, each with the hash of the line before, the last one a seal of the bank's."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from contract.base import UNREADABLE
from server.core.journal import GENESIS
from server.core.ring import Ring

LINES_MAX = 20_000
"""Rows in one export: what a workstation takes in one answer. The head says ``cut`` where there are more."""
TYP = "coastal-audit+jwt"
_encode = msgspec.json.Encoder(order="deterministic").encode


def sealed_lines(head: dict[str, Any], rows: Iterable[Any], ring: Ring) -> bytes:
    """``head``, the rows, and a seal over their number and the last one's hash. Given one more than there may be, it says ``cut``."""
    found = list(rows)
    link, out, cut = GENESIS, [], len(found) > LINES_MAX
    for item in ({"head": {**head, "cut": cut}}, *({"row": msgspec.to_builtins(row)} for row in found[:LINES_MAX])):
        raw = _encode({"prev": link, **item})
        link = hashlib.sha256(raw).hexdigest()
        out.append(raw)
    ring.refresh()
    token = ring.sign(TYP, _encode({"lines": len(out), "hash": link}))
    return b"\n".join([*out, _encode({"prev": link, "seal": token})]) + b"\n"


def check_export(raw: bytes, ring: Ring) -> Iterator[str]:
    """What is wrong with an exported file: nothing where it is whole and sealed by this bank's key."""
    link, count, token = GENESIS, 0, ""
    for number, text in enumerate(raw.splitlines(), start=1):
        try:
            item = msgspec.json.decode(text, type=dict[str, Any])
        except UNREADABLE:
            yield f"line {number}: not readable"
            return
        if token or item.get("prev") != link:
            yield f"line {number}: does not follow the line before"
            return
        token = str(item.get("seal", ""))
        if not token:
            link, count = hashlib.sha256(text).hexdigest(), count + 1
    if not _sealed(token, ring, {"lines": count, "hash": link}):
        yield "the seal is missing or not of this bank's key"


def _sealed(token: str, ring: Ring, claims: dict[str, Any]) -> bool:
    opened = ring.opened(token, TYP)
    try:
        return opened is not None and msgspec.json.decode(opened) == claims
    except UNREADABLE:
        return False
