"""A notice as words: wherever one is shown, it says the same."""

from typing import Any

from contract.notices import NoticeFact
from teller_app.i18n.text import Texts, Words


def notice_words(notice: NoticeFact, texts: Texts) -> Words:
    """Title and line of a notice; one from a newer server still says that there is something."""
    code = notice.code if f"notice.{notice.code}.title" in texts else "other"
    params: dict[str, Any] = {"code": notice.code, **notice.params}
    if f"error.{params['code']}.title" in texts:
        params["because"] = texts.for_code(params["code"], params).title
    return Words(texts(f"notice.{code}.title", **params), texts(f"notice.{code}.body", **params))
