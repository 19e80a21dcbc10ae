"""The server's figures as Prometheus reads them, of the database and of what waits in it.

Requests are counted by Litestar's own plug-in, and the process by prometheus_client; these are the
desk's. They are the same whichever process is asked, the connections of its own pool aside.
"""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import REGISTRY, Collector

from claimdesk import __version__
from claimdesk.articles import views as articles
from claimdesk.claims import views as claims
from claimdesk.claims.facts import State
from claimdesk.db.engine import ENGINE, fetch
from claimdesk.health.service import AWAY, PATIENCE
from claimdesk.ingest import views as ingest
from claimdesk.jobs import figures as jobs
from claimdesk.jobs.queue import DEFAULT, WEBHOOKS
from claimdesk.webhooks import views as webhooks
from claimdesk.webhooks.schemas import DeliveryState


class Figures(Collector):
    """What was read last; `read` does it anew."""

    def __init__(self) -> None:
        self._last: list[Metric] = []
        self._one = asyncio.Lock()

    def describe(self) -> Iterable[Metric]:
        """Nothing: what there is is known once it was read."""
        return []

    def collect(self) -> Iterable[Metric]:
        """What was read last."""
        return self._last

    async def read(self) -> None:
        """Ask the database. Where it does not answer, that is the figure, and the others are missing."""
        async with self._one:
            found = [_gauge("build_info", "The release.", {__version__: 1}, "version"), *_pool()]
            up = 1
            try:
                await asyncio.wait_for(fetch("SELECT 1 AS one"), PATIENCE)
                # Counting a large desk may take longer than that: then its figures are missing.
                with suppress(TimeoutError):
                    found += await asyncio.wait_for(_of_the_desk(), PATIENCE)
            except AWAY:
                up = 0
            found.append(_gauge("database_up", "Whether the database answers.", {"": up}))
            self._last = found


FIGURES = Figures()
REGISTRY.register(FIGURES)


def _gauge(
    name: str, what: str, values: Mapping[str, float], label: str | None = None
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"claimdesk_{name}", what, labels=[label] if label else [])
    for key, value in values.items():
        family.add_metric([key] if label else [], value)
    return family


def _pool() -> list[Metric]:
    pool = ENGINE.pool
    if pool is None:
        return []
    idle = pool.get_idle_size()
    return [
        _gauge(
            "database_connections",
            "Connections of this process's pool.",
            {"idle": idle, "busy": pool.get_size() - idle},
            "state",
        ),
        _gauge(
            "database_connections_limit", "The most that there may be.", {"": pool.get_max_size()}
        ),
    ]


async def _of_the_desk() -> list[Metric]:
    # One after the other: together they would take the pool's connections away from people.
    tally = await claims.tally()
    deliveries, oldest = await webhooks.tally()
    added = CounterMetricFamily(
        "claimdesk_ingest_articles",
        "Articles of batches, by what came of them.",
        labels=["outcome"],
    )
    outcomes, batches = await ingest.tally()
    for outcome, count in outcomes.items():
        added.add_metric([outcome], count)
    return [
        _gauge(
            "claims",
            "Claims by state.",
            {state.value: tally.get(state.value, 0) for state in State},
            "state",
        ),
        _gauge("articles", "Articles.", {"": await articles.count()}),
        _gauge(
            "webhook_deliveries",
            "Messages to webhooks of the last 30 days, by how they fared.",
            {state.value: deliveries.get(state.value, 0) for state in DeliveryState},
            "state",
        ),
        _gauge(
            "webhook_oldest_seconds", "How long the oldest message waits to be sent.", {"": oldest}
        ),
        added,
        _gauge("ingest_batches", "Batches of articles by state.", batches, "state"),
        *await _jobs(),
    ]


async def _jobs() -> list[Metric]:
    queued = GaugeMetricFamily("claimdesk_jobs", "Jobs by state.", labels=["queue", "state"])
    counted = {
        (queue, state): 0.0 for queue in (DEFAULT, WEBHOOKS) for state in jobs.WORDS.values()
    }
    ages = dict.fromkeys((DEFAULT, WEBHOOKS), 0.0)
    for row in await jobs.by_queue():
        counted[row["queue"], row["state"]] = row["count"]
        ages[row["queue"]] = max(ages.get(row["queue"], 0.0), row["age"] or 0.0)
    for labels, count in counted.items():
        queued.add_metric(labels, count)
    return [
        queued,
        _gauge("jobs_oldest_seconds", "How long the oldest job that is due waits.", ages, "queue"),
        _gauge("workers", "Workers that show a sign of life.", {"": await jobs.workers()}),
    ]
