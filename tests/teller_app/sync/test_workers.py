import asyncio
import threading
import time

import pytest

from teller_app.sync.workers import Worker, Workers


def test_one_thread_keeps_the_order_and_hands_errors_back() -> None:
    done: list[int] = []

    def work(n: int) -> str:
        time.sleep(0.01 if n == 0 else 0)
        done.append(n)
        return threading.current_thread().name

    async def main() -> list[str]:
        worker = Worker("test")
        try:
            with pytest.raises(ZeroDivisionError):
                await worker.run(lambda: 1 / 0)
            return list(await asyncio.gather(*(worker.run(work, n) for n in range(5))))
        finally:
            worker.close()

    names = asyncio.run(main())
    assert done == [0, 1, 2, 3, 4]
    assert len(set(names)) == 1


def test_closing_finishes_what_is_queued() -> None:
    workers, done = Workers(), []
    workers.outbox.post(lambda: done.append(1))
    workers.close()
    assert done == [1]
