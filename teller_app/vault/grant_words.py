"""What a requisition says while it is granted: its line, its rows with what the drawer has and until when it lasts. Pure; no Qt."""

from collections.abc import Mapping

from contract.buckets import STRAP, Bucket, any_bucket, bucket_of, in_bucket, payable, plain
from contract.forecast import runs_out
from contract.money import CURRENCIES, face_minor, pieces_total
from contract.vault import RequisitionFact
from teller_app.glass.send_grid import SendRow
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.vault import outlook, words
from teller_app.vault.state import VaultState


def heads(currency: str, texts: Texts) -> tuple[str, str, str, str, str, str]:
    """Piece, send, value, drawer now, after, lasts until."""
    return (
        texts("drawers.grid.piece"),
        texts("vault.grant.send_head"),
        texts("drawers.grid.value", sign=formats.currency_sign(currency)),
        texts("vault.grant.now"),
        texts("vault.grant.after"),
        texts("vault.grant.until"),
    )


def asked_line(item: RequisitionFact, state: VaultState, texts: Texts) -> str:
    """ "Drawer 03 · Kojo Bediako asked for 10,000.00 at 15:28, mostly small"."""
    said = texts(
        "vault.grant.asked",
        number=item.drawer_number,
        name=state.name(item.asked_by),
        amount=words.amount_of(item.amount, item.currency, state),
        at=words.at(item.at),
    )
    return texts("vault.grant.noted", said=said, note=item.note) if item.note else said


def rows(
    item: RequisitionFact, pieces: Mapping[str, int], state: VaultState, texts: Texts, whole: bool
) -> list[SendRow]:
    """The pieces of the draft, or while amounts are changed (``whole``) all that the vault could send, loose and in straps."""
    stock = payable(state.stock_of(item.currency))
    known = state.totals.get(item.drawer)
    held = any_bucket(payable(known.pieces)) if known else None
    found: list[SendRow] = []
    for denomination in CURRENCIES[item.currency].denominations:
        for face in (denomination.face, in_bucket(denomination.face, Bucket.STRAPPED)):
            if face in seen(found) or not (pieces.get(face) or (whole and stock.get(face))):
                continue
            found.append(_row(item, face, pieces, held, state, texts))
    return found


def seen(found: list[SendRow]) -> set[str]:
    """The faces that have a row: a coin lies in no strap."""
    return {row.face for row in found}


def _row(
    item: RequisitionFact,
    face: str,
    pieces: Mapping[str, int],
    held: Mapping[str, int] | None,
    state: VaultState,
    texts: Texts,
) -> SendRow:
    bare, count = plain(face), pieces.get(face, 0)
    note = not bare.endswith("c")
    value = formats.money_with_sign(face_minor(face), item.currency)
    there = None if held is None else held.get(bare, 0)
    until, short = _until(item, bare, (there or 0) + count, state, texts) if there is not None else ("", False)
    strap = texts("vault.grant.straps", n=count // STRAP) if bucket_of(face) is Bucket.STRAPPED else ""
    label = texts("drawers.note" if note else "drawers.coin", value=value)
    return SendRow(
        face,
        f"{label}, {texts('bucket.strapped')}" if strap else label,
        face_minor(face),
        note,
        count,
        there,
        until,
        short,
        strap,
    )


def _until(item: RequisitionFact, face: str, after: int, state: VaultState, texts: Texts) -> tuple[str, bool]:
    """Until when so many pieces last in the drawer, and whether that is before the day ends; nothing where it is not known."""
    forecast = state.forecast
    place = outlook.place_of(forecast, item.drawer) if forecast is not None else None
    drain = next((one for one in place.drains if one.face == face), None) if place is not None else None
    if forecast is None or place is None or forecast.currency != item.currency:
        return "", False
    if drain is None:
        return outlook.clock(forecast.until), False
    minute = runs_out(after, drain, forecast.since, forecast.until)
    return outlook.clock(forecast.until if minute is None else minute), minute is not None


def total(pieces: Mapping[str, int]) -> int:
    """What is sent, in minor units."""
    return pieces_total(pieces)


def count_words(pieces: Mapping[str, int], texts: Texts) -> str:
    """ "355 pieces, 5 denominations"."""
    faces = len({plain(face) for face, count in pieces.items() if count})
    several = texts("vault.grant.denominations", n=faces)
    return f"{texts('drawers.pieces', n=sum(pieces.values()))}, {several}"


def above_stock(item: RequisitionFact, pieces: Mapping[str, int], state: VaultState, texts: Texts) -> str:
    """The pieces that the vault has not so many of, in words; "" where it has all."""
    held = state.stock_of(item.currency)
    missing = {face: count for face, count in pieces.items() if count > held.get(face, 0)}
    return words.pieces_words(missing, texts)
