"""A base that changes: what may become of six facts, and what is asked of them."""

from datetime import date

from hypothesis import strategies as st

from bot.domain import FactBase
from tests.factories import cited, entity, source, topic

ENTITIES = {
    one.id: one
    for one in (
        entity("asia"),
        entity("iraq", broader=("asia",)),
        entity("syria", broader=("asia",)),
        entity("un", "United Nations", kind="organization"),
        entity("voronkov", kind="person", broader=("un",)),
    )
}
TOPICS = {one.id: one for one in (topic("attacks", "raids"), topic("finance", "money"))}
WORDS = (
    "bridge",
    "raided",
    "raids",
    "harbour",
    "november",
    "2017",
    "$3,000",
    "coun-ter",
)
IDS = tuple(f"test-24021{day}.0{number}" for day in (6, 7) for number in (1, 2, 3))
QUESTIONS = (
    *WORDS,
    *("bridges", "harbours"),
    *("iraq", "asia", "iraq syria", "united nations", "voronkov bridges", "what does the UN say about money"),
    *("raids in asia", "attacks", "money", "2024", "2016", "4000", "$4,000", "harbuor", "bridgse", "unread"),
    *("counter", "unnamed reports", "november iraq", "journal", "gazette", "asia money"),
)
# A word stays known as it was written while facts hold any form of it; ordinary words are known anyhow.
ENGLISH = frozenset(["raided", "raids", "bridges", "harbours"])
claims = st.lists(st.sampled_from(WORDS), min_size=3, max_size=5).map(" ".join)
some = {"unique": True, "max_size": 2}
facts = st.fixed_dictionaries(
    {"claim": claims, "quote": claims},
    optional={
        "places": st.lists(st.sampled_from(["iraq", "syria", "asia"]), **some),
        "topics": st.lists(st.sampled_from([*TOPICS]), **some),
        "attribution": st.sampled_from([("un",), ("voronkov",), ("unnamed reports", "voronkov")]).map(
            lambda chain: {"chain": chain, "how": "paraphrase"}
        ),
        "quantities": st.just(({"raw": "some", "low": 3000, "high": 5000, "unit": "fighters"},)),
        "when": st.sampled_from(["2016-11", "2017"]).map(lambda day: {"event": day}),
        "contradicts": st.lists(st.sampled_from(IDS), **some),
        "supersedes": st.lists(st.sampled_from(IDS), **some),
    },
)
# What becomes of some facts at once: new words, or none at all.
changes = st.dictionaries(st.sampled_from(IDS), st.none() | facts, min_size=1, max_size=4)
SOURCES = {
    "test-240216": source("test-240216", title="A harbour journal"),
    "test-240217": source("test-240217", title="Gazette of the bridge", published=date(2017, 2, 1)),
}


def changed(base, change):
    """The base after a change."""
    facts = {id: one for id, one in base.facts.items() if id not in change}
    made = {
        id: cited(id=id, of=SOURCES[id.rpartition(".")[0]], **fields)
        for id, fields in change.items()
        if fields
    }
    return FactBase(base.entities, base.topics, {**facts, **made})
