from teller_app.printing.loan_wording import LoanReceiptWords


def test_both_ways_have_their_words() -> None:
    words = LoanReceiptWords()
    ways = {"repaid", "disbursed"}
    assert set(words.title) == set(words.notes) == set(words.lines) == ways
    assert set(words.amount) == ways | {f"{way}_account" for way in ways}
