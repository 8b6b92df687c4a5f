"""Figures for a monitoring system, in Prometheus' text form. Counted per server, not per process-wide default registry."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from contract.errors import ErrorCode
from server.api.parts import Parts
from server.staff.denied import Denied
from server.staff.keys import Pair, age_days

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class BankCollector(Collector):
    """What the writer and the hub know by themselves, read when somebody asks."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def collect(self) -> Iterator[Metric]:
        """One value a family."""
        writer, hub = self._parts.writer, self._parts.hub
        yield GaugeMetricFamily("coastal_writer_waiting", "Commands and small writes in the queue", writer.waiting())
        yield CounterMetricFamily("coastal_writer_batches", "Transactions of the writer", writer.batches)
        yield CounterMetricFamily("coastal_writer_commands", "Commands the writer decided", writer.commands)
        yield CounterMetricFamily("coastal_writer_busy_seconds", "Time the writer worked", writer.busy_s)
        yield GaugeMetricFamily("coastal_journal_head", "Last sequence of the journal", hub.head)
        yield GaugeMetricFamily("coastal_feed_followers", "Open feeds", len(hub.followers()))
        ages = GaugeMetricFamily("coastal_key_age_days", "Since when a pair of keys signs", labels=["pair"])
        for pair in Pair:
            ages.add_metric([pair.name.lower()], age_days(self._parts.settings.key_folder, pair, self._parts.clock()))
        yield ages


class Metrics:
    """Requests by door and status, and how long they took."""

    def __init__(self, parts: Parts) -> None:
        self._from = frozenset(parts.settings.metrics_from.split())
        self._registry = CollectorRegistry()
        self._registry.register(BankCollector(parts))
        self._requests = Counter(
            "coastal_http_requests", "Requests answered", ("door", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "coastal_http_request_seconds", "Time to answer", ("door",), buckets=_BUCKETS, registry=self._registry
        )
        # Found by their labels once: the library joins and looks up the words each time.
        self._children: dict[tuple[str, int], tuple[Counter, Histogram]] = {}

    def count(self, door: str, status: int, seconds: float) -> None:
        """One request was answered."""
        children = self._children.get((door, status))
        if children is None:
            children = (self._requests.labels(door, str(status)), self._seconds.labels(door))
            self._children[door, status] = children
        counter, histogram = children
        counter.inc()
        histogram.observe(seconds)

    async def get_metrics(self, request: Request) -> Response:
        """The text, for those who watch over the server: how busy a bank is is nobody else's affair."""
        if request.client is None or request.client.host not in self._from:
            raise Denied(ErrorCode.NOT_FOUND)
        return Response(generate_latest(self._registry), media_type="text/plain; version=0.0.4")
