"""A carrier's own word about a message: who sent it is proven by an HMAC over the body, and each word counts once."""

import hashlib
import hmac
from collections import OrderedDict

AGE_MAX_S = 300
SEEN_MAX = 10_000


class Webhooks:
    """``admit`` says whether a call is the carrier's, fresh and new. Without a shared secret none is."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._seen: OrderedDict[str, None] = OrderedDict()

    def admit(self, body: bytes, signature: str, webhook: str, sent_at: str, now: float) -> bool:
        """``X-Signature`` (hex or with a leading ``sha256=``) of the body, ``X-Webhook-ID``, ``X-Timestamp`` in seconds or milliseconds."""
        if not self._secret or not 8 <= len(webhook) <= 128:
            return False
        right = hmac.new(self._secret, body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(
            right.encode(), signature.removeprefix("sha256=").lower().encode("utf-8", "replace")
        ):
            return False
        if not _fresh(sent_at, now) or webhook in self._seen:
            return False
        self._seen[webhook] = None
        while len(self._seen) > SEEN_MAX:
            self._seen.popitem(last=False)
        return True


def _fresh(sent_at: str, now: float) -> bool:
    if not (sent_at.isascii() and sent_at.isdigit() and len(sent_at) <= 16):
        return False
    seconds = int(sent_at)
    return abs((seconds / 1000 if seconds > 10_000_000_000 else seconds) - now) <= AGE_MAX_S
