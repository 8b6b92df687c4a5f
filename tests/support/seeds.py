"""The owner's authenticator: what it makes of the seed that it is shown."""

import base64


def seed_of(text: str) -> bytes:
    """The bytes of a seed in base 32, as people type it: any case, with spaces, without padding."""
    plain = text.replace(" ", "").upper()
    return base64.b32decode(plain + "=" * (-len(plain) % 8))
