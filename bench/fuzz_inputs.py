"""What nobody means: questions, and Slack's requests with anything in the place of what Slack puts there."""

import copy
import importlib
import json
import pkgutil
import re
from typing import Any

from hypothesis import strategies as st

from bot.console.team import ANA, APP_ID, BEN, BOT_USER_ID, GENERAL, GUEST, SHARED, TEAM_ID, VISITED
from bot.slack import blocks

Json = dict[str, Any]

FACT_IDS = ("plain-240216.01", "plain-240216.02", "red-240216.01", "plain-240216.99", "x-1.1")
FILTERS = ("place:", "actor:", "topic:", "source:", "since:", "until:", "as-of:", "credibility:", "colour:")
BEGINNINGS = (
    *("about ", "source ", "sources ", "compare ", "timeline ", "since ", "changes ", "check ", "digest "),
    *(
        "digest daily 9:00 ",
        "as of ",
        "known on ",
        "review",
        "gaps",
        "propose",
        "how many ",
        "who ",
        '"',
        "“",
    ),
)
KNOWN = (
    *("kabul", "isis", "ISIS-K", "afganistan", "داعش", "ИГИЛ", "2017", "2024-02", "$10 million", "5,000"),
    *(
        "between 10 and 20",
        "not",
        "more than",
        "<@U0000000ANA>",
        "<!channel>",
        "&amp;",
        "\u202e",
        "\0",
        "👩\u200d👧",
    ),
)
QUADRATIC = (
    *("a" * 500, "a " * 250, "," * 500, '"' * 500, '"a' * 250, "“" * 250 + "”" * 250, "1" * 500, "1," * 250),
    *("place:" * 80, "a:b " * 125, "not " * 125, "e" + "\u0301" * 499, "(" * 500, "- " * 250, "2024-" * 100),
    *(
        "compare " * 60,
        "and " * 125,
        " " * 500,
        "as of " * 80,
        "check " * 80,
        "about about " * 40,
        "\ud800" * 500,
    ),
)
texts = st.text(max_size=120)
words = st.one_of(st.sampled_from([*KNOWN, *FILTERS, *BEGINNINGS, *FACT_IDS]), texts)
questions = st.one_of(
    st.builds(
        lambda begun, rest, between: (begun + between.join(rest))[:600],
        st.sampled_from(["", *BEGINNINGS]),
        st.lists(words, max_size=12),
        st.sampled_from([" ", "", ",", " and "]),
    ),
    st.sampled_from(QUADRATIC),
    st.text(min_size=400, max_size=500),
)


def _ids() -> list[str]:
    """Return every name that a button, a menu, an input or a view of ours bears."""
    found = {"fact_menu", "evidence_context", "ask_0", "gap_source0", "gap_ignore0", "nobody_knows_this"}
    for module in pkgutil.iter_modules(blocks.__path__):
        held = vars(importlib.import_module(f"{blocks.__name__}.{module.name}"))
        found |= {each for name, each in held.items() if name.isupper() and isinstance(each, str)}
    return sorted(each for each in found if re.fullmatch(r"[a-z][a-z_0-9]{1,40}", each))


ids = st.sampled_from(_ids())
DEEP = "[" * 2000 + "]" * 2000
values = st.one_of(
    st.builds(
        lambda act, fact, mark: f"{act}:{fact}:{mark}",
        st.sampled_from(
            ["context", "why", "cite", "history", "flag", "review", "fact", "digest", "proposal"]
        ),
        st.sampled_from(FACT_IDS),
        st.sampled_from(["a" * 12, "", "0"]),
    ),
    questions.map(lambda text: json.dumps({"q": text, "p": 1, "e": ""})),
    st.builds(
        lambda text, page, chosen: json.dumps({"q": text, "p": page, "e": chosen}),
        texts,
        st.sampled_from([0, -1, 10**30, 1.5, True, None, "1"]),
        st.sampled_from(["", "isis", 5, [], "x" * 300]),
    ),
    st.sampled_from(
        [DEEP, "a" * 5000, "{}", "null", "1e999", '["", [], 0]', f'["1.2", ["{KNOWN[0]}"], 0]', ""]
    ),
    texts,
)
action_ids = st.one_of(ids, values.map(lambda value: f"fact_menu:{value}"[:255]), texts)
people = st.sampled_from([ANA.id, BEN.id, GUEST.id])
channels = st.sampled_from([GENERAL.id, SHARED.id, VISITED.id])
options = st.builds(
    lambda value: {"text": {"type": "plain_text", "text": value[:75]}, "value": value}, values
)
states = st.one_of(
    st.builds(lambda value: {"type": "plain_text_input", "value": value}, st.one_of(st.none(), values)),
    st.builds(
        lambda option: {"type": "static_select", "selected_option": option}, st.one_of(st.none(), options)
    ),
    st.builds(lambda many: {"type": "checkboxes", "selected_options": many}, st.lists(options, max_size=5)),
    st.builds(
        lambda day: {"type": "datepicker", "selected_date": day}, st.sampled_from([None, "2026-11-25", "x"])
    ),
    st.builds(
        lambda at: {"type": "timepicker", "selected_time": at}, st.sampled_from([None, "09:00", "99:99"])
    ),
)
triggers = st.integers(0, 2**60).map(lambda number: f"1.{number}")


@st.composite
def commands(draw: st.DrawFn) -> Json:
    """Draw a slash command."""
    user = draw(people)
    return {
        "team_id": TEAM_ID,
        "channel_id": draw(channels),
        "user_id": user,
        "user_name": user,
        "command": "/threat",
        # A form holds no half of a character.
        "text": draw(questions).encode(errors="replace").decode(),
        "api_app_id": APP_ID,
        "trigger_id": draw(triggers),
        "response_url": "",
    }


@st.composite
def events(draw: st.DrawFn) -> Json:
    """Draw an event: a mention, a direct message, or that somebody comes, goes, or looks at the home."""
    kind = draw(
        st.sampled_from(
            [
                "app_mention",
                "message",
                "app_home_opened",
                "member_joined_channel",
                "channel_shared",
                "user_change",
            ]
        )
    )
    user, ts = draw(people), f"{draw(st.integers(1, 10**9))}.000100"
    event: Json = {"type": kind, "user": user, "ts": ts, "event_ts": ts, "channel": draw(channels)}
    match kind:
        case "app_mention":
            event["text"] = f"<@{BOT_USER_ID}> {draw(questions)}"
        case "message":
            event |= {"text": draw(questions), "channel_type": "im", "channel": f"D{user[1:]}"}
        case "app_home_opened":
            event |= {"tab": draw(st.sampled_from(["home", "messages", "about"])), "channel": f"D{user[1:]}"}
        case "user_change":
            event["user"] = {"id": user, "team_id": TEAM_ID, "is_restricted": user == GUEST.id}
    event_id = f"Ev{draw(triggers)}"
    return {
        "type": "event_callback",
        "team_id": TEAM_ID,
        "api_app_id": APP_ID,
        "event": event,
        "event_id": event_id,
    }


@st.composite
def interactions(draw: st.DrawFn) -> Json:
    """Draw a press, a submission, a search in a menu, or a shortcut."""
    kind = draw(st.sampled_from(["block_actions", "view_submission", "block_suggestion", "message_action"]))
    user, view = draw(people), _view(draw)
    told: Json = {
        "type": kind,
        "team": {"id": TEAM_ID},
        "user": {"id": user, "username": user, "name": user, "team_id": TEAM_ID},
        "api_app_id": APP_ID,
        "trigger_id": draw(triggers),
    }
    place: Json = {"channel": {"id": draw(channels)}, "response_url": ""}
    match kind:
        case "block_actions":
            pressed = {
                "type": "button",
                "action_id": draw(action_ids),
                "block_id": draw(ids),
                "value": draw(values),
            }
            if draw(st.booleans()):
                pressed |= {"type": "overflow", "selected_option": draw(options)}
            where = draw(st.sampled_from([place, {"view": view}, {"view": {**view, "type": "home"}}]))
            told |= {**where, "actions": [pressed], "container": {"type": "message", "is_ephemeral": True}}
        case "view_submission":
            told["view"] = view
        case "block_suggestion":
            told |= {"action_id": draw(ids), "block_id": draw(ids), "value": draw(texts), "view": view}
        case _:
            said = {"type": "message", "ts": "1.000100", "user": user, "text": draw(questions)}
            told |= {**place, "callback_id": draw(ids), "message_ts": "1.000100", "message": said}
    return told


def _view(draw: st.DrawFn) -> Json:
    carried = st.builds(
        lambda subject, seen, channel: json.dumps([subject, seen, "", "", [], channel]),
        values,
        texts,
        channels,
    )
    return {
        "id": f"V{draw(triggers)}",
        "hash": draw(triggers),
        "type": "modal",
        "callback_id": draw(ids),
        "title": {"type": "plain_text", "text": "x"},
        "blocks": [{"type": "input", "block_id": "why"}],
        "private_metadata": draw(st.one_of(carried, values))[:3000],
        "state": {"values": {draw(ids): {draw(ids): draw(states)} for _ in range(draw(st.integers(0, 5)))}},
    }


requests = st.one_of(
    st.tuples(st.just("slash_commands"), commands()),
    st.tuples(st.just("events_api"), events()),
    st.tuples(st.just("interactive"), interactions()),
    st.tuples(st.just("interactive"), interactions()),
)
"""Requests whose form is Slack's, and whose words and values are anybody's."""
JUNK = [None, 0, -1, 1e308, True, "", "x" * 20_000, [], {}, [[]], [None], {"id": None}, {"id": {"id": []}}]


@st.composite
def mangled(draw: st.DrawFn) -> tuple[str, Json]:
    """Draw a request in which something is left out, or is of no type that Slack sends."""
    kind, payload = copy.deepcopy(draw(requests))
    for _ in range(draw(st.integers(1, 3))):
        held: Any = payload
        for _ in range(draw(st.integers(0, 3))):
            inner = [each for each in (held.values() if isinstance(held, dict) else held) if each]
            inner = [each for each in inner if isinstance(each, dict | list)]
            held = draw(st.sampled_from(inner)) if inner else held
        keys = list(held) if isinstance(held, dict) else list(range(len(held)))
        if keys:
            key = draw(st.sampled_from(keys))
            if isinstance(held, dict) and draw(st.booleans()):
                del held[key]
            else:
                held[key] = copy.deepcopy(draw(st.sampled_from(JUNK)))
    return kind, payload
