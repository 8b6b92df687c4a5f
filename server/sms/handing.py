"""What every carrier's answers have in common: what is certain, what is not, and when a second try is safe."""

from collections.abc import Callable

from server.sms.provider import Answer, Delivery, Fate
from server.sms.wire import MaybeSent, NotSent, Reply

_WORDS = {
    "delivered": Delivery.DELIVERED,
    "failed": Delivery.FAILED,
    "rejected": Delivery.FAILED,
    "expired": Delivery.FAILED,
    "undelivered": Delivery.FAILED,
    "queued": Delivery.ON_ITS_WAY,
    "pending": Delivery.ON_ITS_WAY,
    "accepted": Delivery.ON_ITS_WAY,
    "submitted": Delivery.ON_ITS_WAY,
    "sent": Delivery.ON_ITS_WAY,
}


def word_of(status: object) -> Delivery:
    """A status word, as in an answer or a webhook."""
    return _WORDS.get(str(status).lower(), Delivery.UNKNOWN)


def hand_over(ask: Callable[[], Reply], named: Callable[[Reply], str], denied: Callable[[Reply], bool]) -> Answer:
    """Send once. ``named`` finds the carrier's name for the message, ``denied`` a no inside a 2xx.

    Busy (429, 503, nobody there) is certainly not sent; any other 4xx never will be; a 5xx, a cut line or a yes without a name may
    have been sent.
    """
    try:
        reply = ask()
    except NotSent as error:
        return Answer(Fate.BUSY, why=str(error))
    except MaybeSent as error:
        return Answer(Fate.UNKNOWN, why=str(error))
    carrier_id, why = named(reply), f"http {reply.status}"
    if 200 <= reply.status < 300:
        if denied(reply):
            return Answer(Fate.REFUSED, carrier_id, "not successful")
        return Answer(Fate.TAKEN, carrier_id) if carrier_id else Answer(Fate.UNKNOWN, why="no name")
    if reply.status in (429, 503):
        return Answer(Fate.BUSY, why=why)
    return Answer(Fate.REFUSED if 400 <= reply.status < 500 else Fate.UNKNOWN, carrier_id, why)


def ask_where(ask: Callable[[], Reply], word: Callable[[Reply], object]) -> Delivery:
    """Where a message is; unknown while the carrier does not say."""
    try:
        reply = ask()
    except (NotSent, MaybeSent):
        return Delivery.UNKNOWN
    return word_of(word(reply)) if reply.status == 200 else Delivery.UNKNOWN
