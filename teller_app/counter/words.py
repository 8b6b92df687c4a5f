"""What the counter calls things. Pure; no Qt."""

from teller_app.i18n.text import Texts


def kind_words(kind: str, texts: Texts) -> str:
    """The name of a movement's kind, the journal's where the counter has none. Books that were carried over have kinds of their own
    ("cash_deposit"): those read as words."""
    key = next((key for room in ("counter", "journal") if (key := f"{room}.kind.{kind}") in texts), "")
    return texts(key) if key else kind.replace("_", " ").capitalize()
