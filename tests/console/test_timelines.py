from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.reading_methods import history, replies
from bot.console.team import BOT_USER_ID, Channel, Message, Team
from bot.console.timelines import Timeline
from tests.console.conftest import Clock


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 9), st.booleans()), max_size=12), st.integers(0, 10))
def test_a_channel_is_read_backwards_from_any_moment(said, before):
    timeline, roots = Timeline(), []
    for place, (second, is_root) in enumerate(said):
        ts = f"{second}.{place:06}"
        timeline.add(ts, None if is_root else "0.000001")
        roots += [ts] if is_root else []

    assert list(timeline.newest_first(before)) == sorted(
        (ts for ts in roots if float(ts) <= before), reverse=True
    )
    assert timeline.everything == sorted(timeline.everything)
    assert len(timeline.thread("0.000001")) == len(said) - len(roots)


def test_what_is_removed_is_in_no_list():
    timeline = Timeline()
    for ts, thread_ts in (("1.0", None), ("2.0", "1.0"), ("3.0", "1.0")):
        timeline.add(ts, thread_ts)

    timeline.remove("2.0", "1.0")

    assert (timeline.everything, timeline.thread("1.0")) == (["1.0", "3.0"], ["3.0"])


def filled(*, messages: int, channels: int) -> Team:
    """A team in which the bot has spoken, a message a second, in one channel after the other."""
    clock = Clock()
    team = Team(clock)
    for number in range(channels):
        one = Channel(f"C{number}", f"c{number}", members=frozenset({BOT_USER_ID}))
        team.channels[one.id] = one
    for number in range(messages):
        clock.forward(seconds=1)
        metadata = {"event_type": "digest", "event_payload": {"key": f"k{number}"}}
        team.put(
            Message(f"C{number % channels}", team.next_ts(), BOT_USER_ID, str(number), metadata=metadata)
        )
    return team


def pages(team: Team, **arguments) -> list[str]:
    """Read a channel's history to its end, a page of 15 at a time."""
    texts, cursor = [], ""
    while True:
        page = history(team, {"limit": 15, "cursor": cursor, **arguments})
        texts += [one["text"] for one in page["messages"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            return texts


def test_ten_thousand_messages_of_one_channel_are_read_by_pages():
    team = filled(messages=10_000, channels=1)

    assert pages(team, channel="C0") == [str(number) for number in reversed(range(10_000))]


def test_ten_thousand_messages_of_two_thousand_channels_are_each_looked_up():
    team = filled(messages=10_000, channels=2000)

    for number in range(2000):
        oldest = team.messages_in(f"C{number}")[1].ts
        texts = pages(team, channel=f"C{number}", oldest=oldest)
        assert texts == [str(number + 2000 * turn) for turn in (4, 3, 2)]


def test_a_long_thread_leaves_the_history_of_its_channel_short():
    team = filled(messages=1, channels=1)
    [first] = team.messages_in("C0")
    for number in range(500):
        team.put(Message("C0", team.next_ts(), BOT_USER_ID, str(number), thread_ts=first.ts))

    assert pages(team, channel="C0") == ["0"]
    told = replies(team, {"channel": "C0", "ts": first.ts, "limit": 999})
    assert [one["text"] for one in told["messages"]] == ["0", *map(str, range(500))]
