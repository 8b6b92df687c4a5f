"""What the counter calls things. Pure; no Qt."""

from teller_app.i18n.text import Texts


def kind_words(kind: str, texts: Texts) -> str:
    """The name of a movement's kind. Books that were carried over have kinds of their own ("cash_deposit"): those read as words."""
    key = f"counter.kind.{kind}"
    return texts(key) if key in texts else kind.replace("_", " ").capitalize()
