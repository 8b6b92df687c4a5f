"""How a posting's kind looks wherever one is listed, the icon of its tile and the tone (LOOK 02), and how a risk does."""

MARKS = {
    "deposit": ("hand-deposit", "pos"),
    "withdraw": ("hand-withdraw", "neg"),
    "transfer": ("arrows-left-right", "info"),
    "reversal": ("arrow-u-up-left", "mute"),
    "loan_repayment": ("money", "pos"),
    "loan_disbursal": ("hand-coins", "neg"),
    "loan_write_off": ("warning", "mute"),
}
OTHER = ("receipt", "mute")
RISK_TONES = {"high": "neg", "medium": "warn", "low": "pos"}
"""The tone of a risk by its level (picture 04)."""


def kind_mark(kind: str) -> tuple[str, str]:
    """Icon and tone; a kind of a newer server is a receipt."""
    return MARKS.get(kind, OTHER)
