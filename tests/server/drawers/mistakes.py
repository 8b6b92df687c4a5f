"""Whole sessions at a till with one planted mistake: what the books hold, what the drawer holds, and what really happened.

Everything follows from the seed. The customers' amounts are what people bring and take: mostly round, some to the pesewa; notes
come as they were in a pocket, with change where they do not fit, and go out from the largest that the drawer has.
"""

from dataclasses import dataclass, field
from random import Random

from contract.causes import CauseKind, CauseLink, CauseSign
from contract.money import CURRENCIES, add_pieces, face_minor, pieces_total
from server.drawers.causes import Booked, Case, Trace

FACES = [item.face for item in CURRENCIES["GHS"].denominations if item.issued and item.face not in ("200", "100")]
NOTES = [face for face in FACES if not face.endswith("c")]
START = {"20000": 40, "10000": 60, "5000": 80, "2000": 90, "1000": 80, "500": 60, "200c": 60, "100c": 80, "50c": 80,
         "20c": 60, "10c": 60, "5c": 40, "1c": 60}  # fmt: skip


@dataclass
class Day:
    """A session under way: ``books`` are the pieces by the postings, ``drawer`` those that are really there."""

    random: Random
    books: dict[str, int] = field(default_factory=lambda: dict(START))
    drawer: dict[str, int] = field(default_factory=lambda: dict(START))
    booked: list[Booked] = field(default_factory=list)
    unbooked: list[Trace] = field(default_factory=list)
    transit: list[Trace] = field(default_factory=list)
    seq: int = 100

    def post(self, amount: int, pieces: dict[str, int], kind: str = "", account: str = "") -> Booked:
        """Book it, whatever really happens."""
        self.seq += self.random.randint(1, 9)
        name = kind or ("deposit" if amount > 0 else "withdraw")
        link = CauseLink(sign=CauseSign.UNMOVED, booked=amount, kind=name, seq=self.seq, transaction=f"t{self.seq}")
        made = Booked(link=link, pieces=pieces, account=account or f"a{self.random.randint(1, 60)}")
        self.booked.append(made)
        self.books = add_pieces(self.books, pieces)
        return made

    def hand(self, pieces: dict[str, int]) -> None:
        """It really changes hands."""
        self.drawer = add_pieces(self.drawer, pieces)

    def pieces_for(self, amount: int) -> dict[str, int]:
        """Signed pieces of a signed amount: taken in from a pocket, or paid from the largest note down."""
        return self.paid(-amount) if amount < 0 else self.brought(amount)

    def paid(self, amount: int) -> dict[str, int]:
        pieces: dict[str, int] = {}
        for face in FACES:
            # People ask for smaller notes: now and then the largest are left out.
            if face_minor(face) == 20000 and self.random.random() < 0.4:
                continue
            count = min(amount // face_minor(face), max(0, self.books.get(face, 0)))
            if count:
                pieces[face] = -count
                amount -= count * face_minor(face)
        assert amount == 0
        return pieces

    def brought(self, amount: int) -> dict[str, int]:
        pieces: dict[str, int] = {}
        left = amount
        while left:
            fitting = [face for face in FACES if face_minor(face) <= left]
            face = fitting[min(int(self.random.expovariate(1.2)), len(fitting) - 1)]
            most = left // face_minor(face)
            count = most if face == FACES[-1] else self.random.randint(1, most) if most < 40 else most
            pieces[face] = pieces.get(face, 0) + count
            left -= count * face_minor(face)
        larger = [face for face in NOTES if amount < face_minor(face) <= 2 * amount]
        if larger and self.random.random() < 0.15:
            note = self.random.choice(larger)
            return add_pieces({note: 1}, self.paid(face_minor(note) - amount))
        return pieces

    def case(self) -> Case:
        """What the count brings to light."""
        off = pieces_total(self.drawer) - pieces_total(self.books)
        pieces = add_pieces(self.drawer, self.books, -1)
        return Case(off, pieces, "GHS", tuple(self.booked), tuple(self.unbooked), tuple(self.transit))


def an_amount(random: Random) -> int:
    """What somebody brings or takes, in pesewas."""
    shape = random.random()
    if shape < 0.35:
        return random.choice([20, 50, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1200, 1500, 2000]) * 100
    if shape < 0.7:
        return random.randint(2, 240) * 10 * 100
    if shape < 0.85:
        return random.randint(11, 2_400) * 100
    return random.randint(1_100, 180_000)


def an_honest_one(day: Day) -> None:
    """A customer with whom all goes well."""
    amount = an_amount(day.random) * day.random.choice((1, 1, -1))
    if amount < 0 and -amount > pieces_total(day.books) // 3:
        amount = -amount
    pieces = day.pieces_for(amount)
    day.post(amount, pieces)
    day.hand(pieces)


def a_wrong_one(day: Day, kind: CauseKind) -> str:
    """One mistake of a kind; hands back the transaction that it is about, "" where it was never booked."""
    for _ in range(500):
        before = Day(day.random, dict(day.books), dict(day.drawer), list(day.booked), seq=day.seq)
        about = MISTAKES[kind](day)
        if about is not None and pieces_total(day.drawer) != pieces_total(day.books):
            return about
        day.books, day.drawer, day.booked, day.seq = before.books, before.drawer, before.booked, before.seq
        day.transit.clear()
    raise AssertionError(f"no {kind} could be made")


def _mistyped(day: Day, booked: int, meant: int) -> str:
    made = day.post(booked, day.pieces_for(booked))
    day.hand(day.pieces_for(meant))
    return made.link.transaction


def _signed(day: Day) -> int:
    return an_amount(day.random) * day.random.choice((1, -1))


def _transposed(day: Day) -> str | None:
    amount = _signed(day)
    unit = 100 if amount % 100 == 0 else 1
    figures = list(str(abs(amount) // unit))
    if len(figures) < 2:
        return None
    at = day.random.randrange(len(figures) - 1)
    figures[at], figures[at + 1] = figures[at + 1], figures[at]
    typed = int("".join(figures)) * unit
    if figures[0] == "0" or typed == abs(amount):
        return None
    return _mistyped(day, typed if amount > 0 else -typed, amount)


def _doubled(day: Day) -> str:
    amount, account = _signed(day), "a77"
    pieces = day.pieces_for(amount)
    day.post(amount, pieces, account=account)
    day.hand(pieces)
    an_honest_one(day)
    return day.post(amount, pieces, account=account).link.transaction


def _missed(day: Day) -> str:
    day.hand(day.pieces_for(_signed(day)))
    return ""


def _half(day: Day) -> str:
    amount = _signed(day)
    way = day.random.choice(("wrong_way", "halved", "twice"))
    if way == "wrong_way":
        return _mistyped(day, -amount, amount)
    return _mistyped(day, amount, 2 * amount) if way == "halved" else _mistyped(day, 2 * amount, amount)


def _ten_times(day: Day) -> str:
    amount = _signed(day) // 1000 * 100 or 100
    return _mistyped(day, *day.random.choice(((amount, 10 * amount), (10 * amount, amount))))


def _wrong_note(day: Day) -> str | None:
    amount = _signed(day)
    pieces = day.pieces_for(amount)
    notes = [face for face in pieces if face in NOTES and (pieces[face] > 0) is (amount > 0)]
    if not notes:
        return None
    sign, face = (1 if amount > 0 else -1), day.random.choice(notes)
    other = day.random.choice([item for item in NOTES if item != face])
    slip = {face: -sign, other: sign} if day.random.random() < 0.7 else {face: day.random.choice((sign, -sign))}
    made = day.post(amount, pieces)
    day.hand(add_pieces(pieces, slip))
    return made.link.transaction


def _transit(day: Day) -> str:
    """Booked and still lying here, or not arrived; or lying here and not booked, because the other side only sent it."""
    amount = day.random.randint(5, 60) * 100_00
    if day.random.random() < 0.5:
        way = day.random.choice((1, -1))
        pieces = {face: way * -count for face, count in day.paid(min(amount, 4_000_00)).items()}
        return day.post(pieces_total(pieces), pieces, "from_vault" if way > 0 else "to_vault").link.transaction
    pieces = {"10000": amount // 10000}
    day.hand(pieces)
    link = CauseLink(sign=CauseSign.ON_ITS_WAY, meant=amount, kind="from_vault", transaction=f"v{amount}")
    day.transit.append(Trace(link, pieces))
    return link.transaction


def _harmless(day: Day) -> None:
    """The right amount, typed in other pieces than were handed over: nothing is off but the count of two denominations."""
    pieces = {"10000": 1}
    day.post(100_00, pieces)
    day.hand({"5000": 2})


MISTAKES = {
    CauseKind.TRANSPOSED: _transposed,
    CauseKind.DOUBLED: _doubled,
    CauseKind.MISSED: _missed,
    CauseKind.HALF: _half,
    CauseKind.TEN_TIMES: _ten_times,
    CauseKind.WRONG_NOTE: _wrong_note,
    CauseKind.TRANSIT: _transit,
}


def spoiled(kind: CauseKind, seed: int) -> tuple[Case, str]:
    """A day of 40 to 120 customers with one mistake of the kind somewhere in it, and the transaction that it is about."""
    day = Day(Random(f"{kind}-{seed}"))
    customers = day.random.randint(40, 120)
    when = day.random.randrange(customers)
    about = ""
    for place in range(customers):
        if place == when:
            about = a_wrong_one(day, kind)
        an_honest_one(day)
        if place == customers // 2 and day.random.random() < 0.3:
            _harmless(day)
        if place % 30 == 29:
            float_of = {"10000": 30, "5000": 20, "2000": 20, "1000": 10}
            day.post(pieces_total(float_of), float_of, "from_vault")
            day.hand(float_of)
    return day.case(), about
