"""A process that approves one request and may die on the way: ``python -m tests.server.approvals.dying URL KEYS REQUEST USER DEVICE``.

The crash point comes by COASTAL_CRASH, as for a server.
"""

import sys

from contract.approvals import ApproveRequest
from contract.ids import new_id
from server import build
from server.core.actor import Header
from server.settings import Settings


def main(url: str, keys: str, request: str, user: str, device: str) -> int:
    """Decide, and end with 0 where the process lived to hear the answer."""
    with build.bank(Settings(url=url, key_dir=keys)) as bank:
        header = Header(command_id=new_id(), made_by=user, delivered_by=user, device=device, counter=1,
                        made_at="2026-11-24T09:00:00.000Z")  # fmt: skip
        bank.writer.execute_sync(header, ApproveRequest(request=request))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
