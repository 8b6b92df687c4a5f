"""The code on printed matter: the specification's form, one symbol's error caught, another key or field another code."""

from server.ledger.verification import ALPHABET, code_of, signer


def check_symbol(text: str) -> str:
    return ALPHABET[sum((place + 1) * ALPHABET.index(symbol) for place, symbol in enumerate(text)) % 31]


def test_the_first_55_bits_in_crockford_base_32() -> None:
    assert code_of(bytes(32)) == "0000-0000-0000"
    text = code_of(b"\xff" * 32).replace("-", "")
    assert text[:11] == "Z" * 11
    assert text[11] == check_symbol("Z" * 11)


def test_a_wrong_symbol_is_caught() -> None:
    text = signer(b"key")("04-20261124-1-0031", "2026-11-24", 500_00).replace("-", "")
    body, check = text[:11], text[11]
    assert check == check_symbol(body)
    # 0 and Z differ by 31 and cannot be told apart by a sum modulo 31; every other slip is caught.
    for place in range(11):
        for other in ALPHABET:
            if (ALPHABET.index(other) - ALPHABET.index(body[place])) % 31:
                assert check_symbol(body[:place] + other + body[place + 1 :]) != check


def test_the_key_and_every_field_count() -> None:
    codes = {signer(key)(*fields) for key in (b"a", b"b") for fields in (("1", 2), ("1", 3), ("2", 2), ("12",))}
    assert len(codes) == 8
    assert signer(b"a")("1", 2) == signer(b"a")("1", "2")
