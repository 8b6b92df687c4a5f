"""Finding a customer by a few letters or digits, as one types, also offline."""

from dataclasses import dataclass

import msgspec
from rapidfuzz import fuzz

from contract.customers import CustomerFact, MandateFact
from contract.names import plain
from teller_app.customers.folds import bare
from teller_app.sync.facts import fact_of, facts_of
from teller_app.sync.sqlcipher import Connection

TRIGRAM = 3
CANDIDATES_MAX = 200
FUZZY_LEAST = 78.0
_FACT = "SELECT c.fact FROM customers c"


class _Faces(msgspec.Struct):
    photo: str = ""
    signature: str | None = ""


class _Signed(msgspec.Struct):
    signatories: tuple[_Faces, ...] = ()


_FACES, _SIGNED = msgspec.json.Decoder(_Faces), msgspec.json.Decoder(_Signed)
"""Of thousands of facts only the names of their pictures."""


@dataclass(frozen=True)
class _Asked:
    """What was typed: words for names, and one run of letters and digits for numbers."""

    words: tuple[str, ...]
    digits: str

    @property
    def text(self) -> str:
        return " ".join(self.words)


def customer(connection: Connection, customer_id: str) -> CustomerFact | None:
    """One customer by the id."""
    return fact_of(connection, CustomerFact, _FACT + " WHERE c.customer = ?", (customer_id,))


def mandate_of(connection: Connection, account: str) -> MandateFact | None:
    """Who signs for an account; None where no mandate is on file."""
    return fact_of(connection, MandateFact, "SELECT fact FROM mandates WHERE account = ?", (account,))


def pictured(connection: Connection) -> frozenset[str] | None:
    """All pictures that customers and mandates name, by SHA-256; None where this reader is told of no customer."""
    customers = [_FACES.decode(row[0]) for row in connection.execute("SELECT fact FROM customers")]
    if not customers:
        return None
    mandates = [_SIGNED.decode(row[0]) for row in connection.execute("SELECT fact FROM mandates")]
    people = (*customers, *(one for found in mandates for one in found.signatories))
    return frozenset(file for one in people for file in (one.photo, one.signature) if file)


def find_customers(connection: Connection, text: str, limit: int = 12) -> tuple[CustomerFact, ...]:
    """The likeliest first: an exact number, a number's tail, a name that begins so, a part of one, a misspelt one."""
    asked = _asked(text)
    if not asked.words:
        return ()
    ranked = _ranked(connection, asked, _candidates(connection, asked))
    if not ranked and not asked.digits and len(asked.text) >= TRIGRAM:
        ranked = _misspelt(connection, asked)
    return tuple(ranked[:limit])


def _asked(text: str) -> _Asked:
    words = tuple(plain(text).split())
    run = bare(text)
    # A number is typed with spaces, dashes and a local zero as well: what counts is that digits dominate.
    numeric = sum(letter.isdigit() for letter in run) * 2 >= len(run) and run != ""
    return _Asked(words, run if numeric else "")


def _candidates(connection: Connection, asked: _Asked) -> list[CustomerFact]:
    terms = _terms(asked)
    if not terms:
        return _begins(connection, asked)
    match = " AND ".join(f'"{term}"' for term in terms)
    sql = _FACT + " JOIN customer_search s ON s.rowid = c.id WHERE s.words MATCH ? LIMIT ?"
    return list(facts_of(connection, CustomerFact, sql, (match, CANDIDATES_MAX)))


def _terms(asked: _Asked) -> list[str]:
    if asked.digits:
        # 024 123 4567 is kept as +233241234567: the local zero is not part of the number.
        run = asked.digits.lstrip("0") if asked.digits.startswith("0") and len(asked.digits) >= 9 else asked.digits
        return [run] if len(run) >= TRIGRAM else []
    return [word.replace('"', "") for word in asked.words if len(word.replace('"', "")) >= TRIGRAM]


def _begins(connection: Connection, asked: _Asked) -> list[CustomerFact]:
    """One or two letters: too short for trigrams, so only what begins with them."""
    start = asked.digits or asked.words[0]
    column = "number" if asked.digits else "name"
    sql = f"{_FACT} WHERE c.{column} >= ? AND c.{column} < ? ORDER BY c.name LIMIT ?"
    return list(facts_of(connection, CustomerFact, sql, (start, start + "\U0010ffff", CANDIDATES_MAX)))


def _ranked(connection: Connection, asked: _Asked, found: list[CustomerFact]) -> list[CustomerFact]:
    kept = [fact for fact in found if asked.digits or _all_begin(asked, fact)]
    numbers = _account_numbers(connection, kept) if asked.digits else {}
    return sorted(
        kept, key=lambda fact: (_rank(asked, fact, numbers.get(fact.customer, ())), plain(fact.full_name), fact.number)
    )


def _all_begin(asked: _Asked, fact: CustomerFact) -> bool:
    """Short words must begin a word of the name; longer ones are in it already."""
    name = plain(fact.full_name).split()
    return all(len(word) >= TRIGRAM or any(part.startswith(word) for part in name) for word in asked.words)


def _rank(asked: _Asked, fact: CustomerFact, accounts: tuple[str, ...]) -> tuple[int, float]:
    if asked.digits:
        return _number_rank(asked.digits, fact, accounts), 0.0
    name = plain(fact.full_name)
    parts = name.split()
    if name.startswith(asked.text):
        return 0, 0.0
    begins = all(any(part.startswith(word) for part in parts) for word in asked.words)
    return (1 if begins else 2), -fuzz.token_sort_ratio(asked.text, name)


def _number_rank(digits: str, fact: CustomerFact, accounts: tuple[str, ...]) -> int:
    phone, card = bare(fact.phone), bare(fact.card_number)
    local = digits.lstrip("0")
    if digits in (bare(fact.number), phone, card, *accounts):
        return 0
    if any(number.endswith(digits) for number in accounts):
        return 1
    if phone.endswith(local) or card.startswith(digits) or card.endswith(digits):
        return 2
    return 3


def _account_numbers(connection: Connection, facts: list[CustomerFact]) -> dict[str, tuple[str, ...]]:
    marks = ", ".join("?" * len(facts))
    sql = f"SELECT customer, numbers FROM customer_accounts WHERE customer IN ({marks})"  # noqa: S608
    found: dict[str, tuple[str, ...]] = {}
    for owner, numbers in connection.execute(sql, tuple(fact.customer for fact in facts)).fetchall():
        found[owner] = found.get(owner, ()) + tuple(str(numbers).split())
    return found


def _misspelt(connection: Connection, asked: _Asked) -> list[CustomerFact]:
    """No name holds what was typed: those that share most of its trigrams, by likeness."""
    run = asked.text.replace('"', "")
    grams = sorted({run[n : n + TRIGRAM] for n in range(len(run) - TRIGRAM + 1)})
    match = " OR ".join(f'"{gram}"' for gram in grams)
    sql = _FACT + " JOIN customer_search s ON s.rowid = c.id WHERE s.words MATCH ? ORDER BY s.rank LIMIT ?"
    found = facts_of(connection, CustomerFact, sql, (match, CANDIDATES_MAX))
    scored = [(_likeness(asked, plain(fact.full_name).split()), fact) for fact in found]
    scored = [pair for pair in scored if pair[0] >= FUZZY_LEAST]
    scored.sort(key=lambda pair: (-pair[0], plain(pair[1].full_name), pair[1].number))
    return [fact for _, fact in scored]


def _likeness(asked: _Asked, parts: list[str]) -> float:
    """0 to 100: how like its nearest part of the name each typed word is, on average."""
    best = [max((fuzz.ratio(word, part) for part in parts), default=0.0) for word in asked.words]
    return sum(best) / len(best)
