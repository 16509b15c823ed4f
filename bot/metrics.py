"""What is counted and measured while the bot runs, as Prometheus reads it.

Labels are names of our own (kinds, states) or Slack's (methods, errors): never words of people or
documents, nor ids of channels or people.
"""

import re
from collections.abc import Callable, Iterable

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

CONTENT_TYPE = CONTENT_TYPE_LATEST
REGISTRY = CollectorRegistry()
"""Of the process, as counters are: each room counts what it does, and the page shows them all."""
ANSWER_BUCKETS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""From what an answer takes to how long Slack waits for it."""
LAG_BUCKETS_S = (1, 5, 15, 30, 60, 120, 300, 900, 3600, 4 * 3600, 86400)
"""From a digest on time to one that a day without the bot held up."""
_SLACKS_NAME = re.compile(r"[A-Za-z0-9_.]{1,40}")

_answers = Counter("footnote_answers", "Questions answered.", ("door", "kind"), registry=REGISTRY)
_answer_s = Histogram(
    "footnote_answer_seconds", "From question to reply.", buckets=ANSWER_BUCKETS_S, registry=REGISTRY
)
_matches = Counter("footnote_matches", "How words of questions were matched.", ("how",), registry=REGISTRY)
_gaps = Counter("footnote_gaps", "Questions that nothing answers.", registry=REGISTRY)
_deliveries = Counter(
    "footnote_deliveries",
    "Tries to post a message, by what came of them.",
    ("kind", "state"),
    registry=REGISTRY,
)
_refused = Counter(
    "footnote_refused_by_ceiling",
    "Messages that their channel may not hold (any more).",
    ("kind",),
    registry=REGISTRY,
)
_digest_lag_s = Histogram(
    "footnote_digest_lag_seconds", "From due to sent.", buckets=LAG_BUCKETS_S, registry=REGISTRY
)
_slack_errors = Counter(
    "footnote_slack_errors",
    "Calls that Slack refused or did not answer.",
    ("method", "code"),
    registry=REGISTRY,
)
_head = Gauge("footnote_ledger_head", "The last event that is answered from.", registry=REGISTRY)
_index_age_s = Gauge("footnote_index_age_seconds", "Since the ledger was last read.", registry=REGISTRY)
_waiting = Gauge("footnote_outbox_waiting", "Messages not posted yet.", registry=REGISTRY)
_digests = Gauge(
    "footnote_digests", "Digests of which is kept what became of them.", ("state",), registry=REGISTRY
)
_subscriptions = Gauge("footnote_subscriptions", "Subscriptions to digests.", ("state",), registry=REGISTRY)
ProcessCollector(registry=REGISTRY)


def page() -> bytes:
    """Return everything in Prometheus's text format."""
    return generate_latest(REGISTRY)


def answered(*, door: str, kind: str, how: Iterable[str], duration_s: float) -> None:
    """Count a reply of a kind, and how its question's words were matched, each way once."""
    _answers.labels(door, kind).inc()
    _answer_s.observe(duration_s)
    for each in how:
        _matches.labels(each).inc()


def gap() -> None:
    """Count a question that nothing answers."""
    _gaps.inc()


def delivery(kind: str, state: str) -> None:
    """Count what came of one try to post a message: docs/operating.md names the states."""
    _deliveries.labels(kind, state).inc()


def refused_by_ceiling(kind: str) -> None:
    """Count a message that was not posted because its channel may not hold it."""
    _refused.labels(kind).inc()


def digest_sent(lag_s: float) -> None:
    """Measure how long after it was due a digest was sent."""
    _digest_lag_s.observe(lag_s)


def slack_error(method: str, code: str) -> None:
    """Count a call of Slack's Web API that failed; what does not look like a name of Slack's is `other`."""
    _slack_errors.labels(
        *(each if _SLACKS_NAME.fullmatch(each) else "other" for each in (method, code))
    ).inc()


def show_index(head: Callable[[], float], age_s: Callable[[], float]) -> None:
    """Say where to look, at each reading, for the ledger's head and how old what is answered from is."""
    _head.set_function(head)
    _index_age_s.set_function(age_s)


def outbox_waiting(messages: int) -> None:
    """Note how many messages are not posted yet."""
    _waiting.set(messages)


def digests(state: str, count: int) -> None:
    """Note how many of the digests that are kept are in a state."""
    _digests.labels(state).set(count)


def subscriptions(state: str, count: int) -> None:
    """Note how many subscriptions there are in a state."""
    _subscriptions.labels(state).set(count)
