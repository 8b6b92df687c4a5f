"""Which published row a row of another file is, by its own words: a sibling may number its rows anew.

Each pattern is looked for in what a row says (lower case); the first that is found counts. A row whose words say nothing to us has no
name, and whoever asked fails.
"""

import re
from typing import Any

Words = tuple[tuple[str, str], ...]

WS: Words = (
    (r"no token|no auth", "ws-no-auth"),
    (r"query string|token in (the )?(url|path)", "ws-token-in-url"),
    (r"jwt_attacks", "ws-bad-token"),
    (r"refresh token", "ws-refresh-as-access"),
    (r"other device|device b\b", "ws-wrong-device"),
    (r"origin", "ws-origin-evil"),
    (r"wss://|downgrade", "ws-plain-ws"),
    (r"expires while", "ws-expire-mid"),
    (r"logs? out", "ws-logout-mid"),
    (r"device revoked|revoke", "ws-revoke-device-mid"),
    (r"role (lowered|changed|taken)", "ws-role-change-mid"),
    (r"wildcard|empty topic", "ws-wildcard-sub"),
    (r"another user topic|other user's topic|topic.*user:", "ws-cross-user-sub"),
    (r"another branch|topic branch:", "ws-cross-branch-sub"),
    (r"another chat|conversation", "ws-cross-chat"),
    (r"forged sender|server time", "ws-sender-spoof"),
    (r"only the server may send", "ws-server-event-spoof"),
    (r"mib text frame|giant frame", "ws-giant-frame"),
    (r"fragments|continuation", "ws-giant-fragments"),
    (r"deflate|inflates", "ws-zip-bomb"),
    (r"invalid utf-8", "ws-bad-utf8"),
    (r"without mask|mask bit", "ws-unmasked"),
    (r"json", "ws-bad-json"),
    (r"binary frame", "ws-binary"),
    (r"sql|html", "ws-injection"),
    (r"bidi|zero width", "ws-bidi"),
    (r"stops reading|slow reader", "ws-slow-reader"),
    (r"slowloris|half-open", "ws-slow-handshake"),
    (r"message flood", "ws-flood-msg"),
    (r"connection flood|connections a second", "ws-flood-connect"),
    (r"ping flood|\d pings", "ws-ping-flood"),
    (r"idle sockets", "ws-idle-10k"),
    (r"without fin|vanishes", "ws-silent-peer"),
    (r"replay a recorded|same posting frame", "ws-replay-msg"),
    (r"lost push|drop event", "ws-seq-gap"),
    (r"duplicated and reordered|repeats", "ws-seq-dup"),
    (r"restart with", "ws-stampede"),
    # Not on the published list, and tried out all the same.
    (r"reserved bit|\brsv\d?\b", "ws-reserved-bit"),
    (r"cookie|subprotocol as token|protocol header|basic auth|bearer scheme", "ws-token-elsewhere"),
    (r"subprotocol|sec-websocket-(protocol|extensions)", "ws-offers"),
    (r"sec-websocket-(key|version)|two authorization|two dpop|header twice", "ws-bad-handshake"),
    (r"http/1\.0|other method|post instead|trailing slash|path trick", "ws-other-way"),
    (r"control frame|opcode|close (frame|code)|ping in pieces|interleav|empty (text )?frame", "ws-bad-frame"),
)
THREATS: Words = (
    (r"two app instances|start twice", "desk-two-instances"),
    (r"same cloned|cloned disk|two pcs", "desk-outbox-clone"),
    (r"old copy|restore snapshot", "desk-outbox-rollback"),
    (r"copied to another|second home", "desk-db-copied"),
    (r"in clear on disk|grep the data", "desk-db-strings"),
    (r"no keyring|keyring absent", "desk-keyring-absent"),
    (r"keyring locked|keyringlocked", "desk-keyring-locked"),
    (r"reads keyring|keyring get", "desk-keyring-other-app"),
    (r"amount changed|update outbox", "desk-outbox-amount"),
    (r"entry deleted|delete the", "desk-outbox-delete"),
    (r"swapped|swap ids|reorder", "desk-outbox-reorder"),
    (r"server clock|faketime on server", "desk-clock-server"),
    (r"clock .*back|faketime -", "desk-clock-back"),
    (r"clock .*forward|faketime \+", "desk-clock-forward"),
    (r"captured request|same proof jti", "desk-replay-http"),
    (r"(otp|code) used twice|same code", "desk-replay-otp"),
    (r"otp of transaction|swap transaction", "desk-otp-other-tx"),
    (r"otp guessing|all 10\^", "desk-otp-guess"),
    (r"offline over limit|offline withdrawals over", "desk-offline-limit"),
    (r"disabled while offline", "desk-offline-user-off"),
    (r"library planted|\.dll|\.pth", "desk-plugin-dll"),
    (r"file name and content|zip bomb|\.lnk", "desk-evil-attachment"),
    (r"formula|csv", "desk-csv-injection"),
    (r"log fields|esc\[", "desk-log-injection"),
    (r"crash while|kill -abrt", "desk-crash-dump"),
)
FAULTS: Words = (
    (r"kill -9 server after commit", "F01"),
    (r"kill -9 server before commit", "F02"),
    (r"client between local enqueue", "F03"),
    (r"client between send", "F04"),
    (r"client while writing", "F05"),
    (r"refused / reset", "F06"),
    (r"blackhole|black hole", "F07"),
    (r"reply lost\)|one-way loss", "F08"),
    (r"slow link", "F09"),
    (r"after n bytes", "F10"),
    (r"random loss", "F11"),
    (r"duplicate delivery", "F12"),
    (r"out-of-order", "F13"),
    (r"same key, different payload", "F14"),
    (r"clock skew", "F15"),
    (r"server clock jumps", "F16"),
    (r"disk full on server", "F17"),
    (r"disk full on client", "F18"),
    (r"fsync error", "F19"),
    (r"database stopped", "F20"),
    (r"backend killed", "F21"),
    (r"lock storm", "F22"),
    (r"deadlock|serialization", "F23"),
    (r"two tills", "F24"),
    (r"hot account", "F25"),
    (r"same drawer", "F26"),
    (r"approval race|double approve", "F27"),
    (r"self-approval", "F28"),
    (r"jwt", "F29"),
    (r"refresh reply lost", "F30"),
    (r"device revoked|role change", "F31"),
    (r"token expires", "F32"),
    (r"websocket flood|giant frame", "F33"),
    (r"idle sockets", "F34"),
    (r"stampede", "F35"),
    (r"corrupted local", "F36"),
    (r"copied or tampered", "F37"),
    (r"power loss", "F38"),
    (r"upgrade", "F39"),
    (r"older backup", "F40"),
    (r"sms", "F41"),
    (r"printer", "F42"),
    (r"audit row changed", "F43"),
    (r"leak", "F44"),
    (r"end of day", "F45"),
)


def row_of(case: dict[str, Any], known: set[str], words: Words) -> str:
    """The row's own id where it is a known one, else that of the row which it is by its words, else ''."""
    if case["id"] in known:
        return str(case["id"])
    inputs = case["inputs"]
    # What it is about counts before how it is done: the second may speak of anything.
    for said in (
        str(inputs.get("attack") or inputs.get("threat") or inputs.get("fault") or ""),
        " ".join(map(str, inputs.values())),
    ):
        found = next((row for pattern, row in words if re.search(pattern, said.lower())), "")
        if found:
            return found if found in known else ""
    return ""
