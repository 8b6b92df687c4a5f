import hashlib
import hmac

import pytest

from server.sms.webhook import SEEN_MAX, Webhooks

BODY, NOW = b'{"messageId":"msg_1","status":"delivered"}', 1_800_000_000.0


def sign(body: bytes = BODY, secret: bytes = b"shared") -> str:
    return hmac.new(secret, body, hashlib.sha256).hexdigest()


@pytest.mark.parametrize("sent_at", ["1800000000", "1800000000000", "1799999800"])
def test_the_carriers_own_word_is_admitted_once(sent_at: str) -> None:
    hooks = Webhooks("shared")
    assert hooks.admit(BODY, sign(), "hook-0001", sent_at, NOW)
    assert not hooks.admit(BODY, sign(), "hook-0001", sent_at, NOW), "said before"
    assert hooks.admit(BODY, "sha256=" + sign().upper(), "hook-0002", sent_at, NOW)


@pytest.mark.parametrize(
    ("secret", "signature", "name", "sent_at"),
    [
        ("", sign(secret=b""), "hook-0001", "1800000000"),
        ("shared", sign(secret=b"other"), "hook-0001", "1800000000"),
        ("shared", sign(b"{}"), "hook-0001", "1800000000"),
        ("shared", "", "hook-0001", "1800000000"),
        ("shared", "é", "hook-0001", "1800000000"),
        ("shared", sign(), "", "1800000000"),
        ("shared", sign(), "hook-0001", "1799999000"),
        ("shared", sign(), "hook-0001", "yesterday"),
        ("shared", sign(), "hook-0001", ""),
    ],
)
def test_anybody_elses_word_is_not(secret: str, signature: str, name: str, sent_at: str) -> None:
    assert not Webhooks(secret).admit(BODY, signature, name, sent_at, NOW)


def test_what_is_remembered_is_bounded() -> None:
    hooks = Webhooks("shared")
    for number in range(SEEN_MAX + 5):
        hooks.admit(BODY, sign(), f"hook-{number:06d}", "1800000000", NOW)
    assert len(hooks._seen) == SEEN_MAX
