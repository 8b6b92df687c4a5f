"""Single worker threads for what waits on a disk, a hash or a keyring, so that neither the loop nor Qt ever does."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


class Worker:
    """One thread, one queue: what is asked first is done first."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"coastal-{name}")

    async def run[**P, T](self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """``work(*args)`` on the thread. A cancelled wait does not stop work that has begun."""
        return await asyncio.wrap_future(self._pool.submit(work, *args, **kwargs))

    def post(self, work: Callable[[], None]) -> None:
        """Queue work nobody waits for."""
        self._pool.submit(work)

    def close(self) -> None:
        """Finish what is queued and end the thread."""
        self._pool.shutdown(wait=True)


class Workers:
    """The engine's threads: outbox commits, replica writes, replica reads, slow secrets (keyring, argon2id), pictures."""

    def __init__(self) -> None:
        self.outbox = Worker("outbox")
        self.replica = Worker("replica")
        self.reads = Worker("reads")
        self.slow = Worker("slow")
        self.pictures = Worker("pictures")

    def close(self) -> None:
        """End all five."""
        for worker in (self.pictures, self.slow, self.reads, self.replica, self.outbox):
            worker.close()
