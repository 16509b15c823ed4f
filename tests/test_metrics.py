from prometheus_client.parser import text_string_to_metric_families

from bot import metrics


def shown(name, **labels):
    """Return a value as the page shows it, for Prometheus to read; None where it does not."""
    for family in text_string_to_metric_families(metrics.page().decode()):
        for sample in family.samples:
            if (sample.name, sample.labels) == (name, labels):
                return sample.value
    return None


def grown(name, act, **labels):
    """Tell by how much a value grows while something is done."""
    before = shown(name, **labels) or 0
    act()
    return shown(name, **labels) - before


def test_an_answer_counts_by_door_and_kind_with_its_duration_and_each_way_of_matching_once():
    def answer():
        metrics.answered(door="command", kind="Answer", how=["name", "topic"], duration_s=0.004)

    assert grown("footnote_answers_total", answer, door="command", kind="Answer") == 1
    assert grown("footnote_matches_total", answer, how="topic") == 1
    assert grown("footnote_answer_seconds_bucket", answer, le="0.005") == 1
    assert grown("footnote_answer_seconds_bucket", answer, le="0.0025") == 0


def test_deliveries_count_by_kind_and_state():
    sent = {"kind": "digest", "state": "sent"}

    assert grown("footnote_deliveries_total", lambda: metrics.delivery("digest", "sent"), **sent) == 1


def test_a_digest_that_is_two_minutes_late_is_seen_in_the_lag():
    def send():
        metrics.digest_sent(119.0)

    assert grown("footnote_digest_lag_seconds_bucket", send, le="120.0") == 1
    assert grown("footnote_digest_lag_seconds_bucket", send, le="60.0") == 0


def test_an_error_counts_by_slacks_name_and_what_is_no_name_has_none():
    told = {"method": "chat.postMessage", "code": "not_in_channel"}
    odd = {"method": "other", "code": "other"}

    assert grown("footnote_slack_errors_total", lambda: metrics.slack_error(*told.values()), **told) == 1
    for words in ("an answer of words", "x" * 41, "", "émile"):
        assert (
            grown("footnote_slack_errors_total", lambda words=words: metrics.slack_error(words, words), **odd)
            == 1
        )


def test_gauges_show_what_was_noted_last_and_the_index_as_it_is_when_somebody_looks():
    head = [7]
    metrics.show_index(lambda: head[0], lambda: 1.5)
    metrics.outbox_waiting(3)
    metrics.subscriptions("paused", 2)
    head[0] = 8

    assert shown("footnote_ledger_head") == 8
    assert shown("footnote_index_age_seconds") == 1.5
    assert shown("footnote_outbox_waiting") == 3
    assert shown("footnote_subscriptions", state="paused") == 2
