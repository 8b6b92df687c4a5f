"""Likely causes in words, for the rooms that show them and for the slip. Pure; no Qt."""

from collections.abc import Iterator

import msgspec

from contract.base import UNREADABLE
from contract.causes import Cause, CauseLink, Causes
from contract.money import face_minor
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


def causes_from(body: bytes | None) -> Causes | None:
    """The server's answer; None where there was none, or one that this app does not know how to read."""
    try:
        return msgspec.json.decode(body, type=Causes) if body is not None else None
    except UNREADABLE:
        return None


def sentence(cause: Cause, link: CauseLink, texts: Texts) -> str:
    """ "−450.00 booked for −540.00: two figures are swapped." """
    return texts(
        f"causes.sign.{link.sign.value}",
        booked=formats.signed_money(link.booked),
        meant=formats.signed_money(link.meant),
        count=formats.pieces(cause.count),
        face=_face(cause.face),
        instead=_face(cause.instead),
    )


def about(link: CauseLink) -> str:
    """ "14:02 · 04-20261124-1-0012 · Ama Mensah": where it stands; "" for what left no trace."""
    at = formats.clock(formats.moment(link.at)) if link.at else ""
    return " · ".join(part for part in (at, link.receipt, link.holder) if part)


def lines(found: Causes, texts: Texts, most: int) -> Iterator[tuple[str, str, str]]:
    """(the sentence of the best link, where it stands or what kind it is, the score) of the first ``most`` causes."""
    for cause in found.causes[:most]:
        link = cause.links[0]
        where = about(link) or texts(f"causes.kind.{cause.kind.value}")
        yield sentence(cause, link, texts), where, texts("shell.percent", n=cause.score)


def _face(face: str) -> str:
    if not face:
        return ""
    minor = face_minor(face)
    return formats.pieces(minor // 100) if minor % 100 == 0 else formats.money(minor)
