"""A small base that the matching tests share: a few places, groups, topics and facts."""

from bot.matching import Matcher
from tests.factories import base, cited, entity, topic

ENGLISH = frozenset(["chain", "heart", "weather", "untied", "economy", "growing"])
ENTITIES = (
    entity("afghanistan", "Afghanistan", broader=("south-asia",), ids={"iso": "AF"}, demonyms=("Afghan",)),
    entity("kabul", "Kabul", broader=("afghanistan",)),
    entity("herat", "Herat", broader=("afghanistan",)),
    entity("south-asia", "South Asia"),
    entity("iran", "Iran", broader=("middle-east",), ids={"iso": "IR"}, demonyms=("Iranian",)),
    entity("iraq", "Iraq", broader=("middle-east",), ids={"iso": "IQ"}),
    entity("syria", "Syria", broader=("middle-east",)),
    entity("middle-east", "Middle East"),
    entity("mali", "Mali", broader=("sahel",)),
    entity("malaysia", "Malaysia"),
    entity("sahel", "Sahel"),
    entity("china", "China"),
    entity("iceland", "Iceland", ids={"iso": "IS"}),
    entity("niger", "Niger"),
    entity("nigeria", "Nigeria"),
    entity("dr-congo", "DR Congo", "Congo"),
    entity("congo", "Republic of the Congo", "Congo"),
    entity("france", "France", demonyms=("French",)),
    entity("isis", "ISIS", "Islamic State", "Daesh", kind="armed-group"),
    entity("isis-k", "ISIS-K", "ISKP", kind="armed-group", broader=("isis",)),
    entity("isis-sahel", "ISIS-Sahel", kind="armed-group", broader=("isis",)),
    entity("isis-mali", "ISIS-Mali", kind="armed-group", broader=("isis",)),
    entity("taliban", "Taliban", kind="armed-group", not_names=("Talisban",)),
    entity("united-nations", "United Nations", kind="organization"),
    entity("voronkov", "Vladimir Voronkov", "Voronkov", kind="person", broader=("united-nations",)),
)
TOPICS = (
    topic("finance", "money", "reserves", "richer", "war chest"),
    topic("attacks", "attack", "assaults"),
    topic("growth", "growing", "combat"),
    topic("strength", "fighters", "combat"),
)
FACTS = {
    "kabul": {"claim": "A market in Kabul was attacked.", "places": ("kabul",), "topics": ("attacks",)},
    "afghan": {
        "claim": "The Taliban hinders ISIS-K in Afghanistan.",
        "subjects": ("taliban",),
        "objects": ("isis-k",),
        "places": ("afghanistan",),
    },
    "reserves": {
        "claim": "Measures have cut the reserves to $10 to $25 million.",
        "subjects": ("isis",),
        "topics": ("finance",),
        "attribution": {"chain": ("voronkov",), "how": "paraphrase"},
        "quantities": ({"raw": "$10 to $25 million", "low": 10_000_000, "high": 25_000_000, "unit": "USD"},),
    },
    "networks": {"claim": "ISIS has financial networks.", "subjects": ("isis",), "topics": ("finance",)},
    "force": {
        "claim": "ISIS maintains three to five thousand fighters.",
        "subjects": ("isis",),
        "places": ("iraq", "syria"),
        "topics": ("strength",),
        "quantities": ({"raw": "three to five thousand", "low": 3000, "high": 5000, "unit": "fighters"},),
        "when": {"as_of": "2024-01"},
    },
    "defeat": {"claim": "ISIS was defeated in Iraq in 2017.", "subjects": ("isis",), "places": ("iraq",)},
    "surge": {
        "claim": "Assaults by French volunteers in Syria have surged since November.",
        "places": ("syria",),
        "topics": ("attacks", "growth"),
    },
    "sahel": {"claim": "The threat is escalating in the Sahel.", "subjects": ("isis",), "places": ("sahel",)},
}
NUMBERS = {name: f"test-240216.{number:02}" for number, name in enumerate(FACTS, start=1)}
BASE = base(
    *(cited(id=NUMBERS[name], **fields) for name, fields in FACTS.items()), entities=ENTITIES, topics=TOPICS
)
MATCHER = Matcher(BASE, ENGLISH)


def found(question):
    """The names of the facts found, best first."""
    names = {id: name for name, id in NUMBERS.items()}
    return [names[match.cited.fact.id] for match in MATCHER.understand(question).matches]


def reasons(question):
    """Why the first fact was found."""
    return [(why.typed, why.how, why.matched) for why in MATCHER.understand(question).matches[0].why]
