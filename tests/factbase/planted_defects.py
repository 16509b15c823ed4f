"""Defects that a curator may make in one fact, each with the check that must see it."""

from tests.factbase.planting import Planted

QUOTES = (
    Planted("a letter too many", "05", "exact", "remains", "remainss", "quote", at="- exact"),
    Planted("a letter less", "25", "exact", "activities", "activites", "quote", at="- exact"),
    Planted("a small letter", "12", "exact", "notably", "Notably", "quote", at="- exact"),
    Planted("a word changed", "26", "exact", "the", "a", "quote", at="- exact"),
    Planted("a word dropped", "05", "exact", "a significant", "a", "quote", at="- exact"),
    Planted("a comma dropped", "26", "exact", "Egypt,", "Egypt", "quote", at="- exact"),
    Planted("spliced over a gap", "07", "exact", "about ISIS activities in", "in", "quote", at="- exact"),
    Planted(
        "spliced from two paragraphs",
        "24",
        "exact",
        "lessened",
        "lessened. Additionally, the head",
        "quote",
        at="- exact",
    ),
    Planted(
        "over the end of a paragraph",
        "09",
        "exact",
        "Al-Qaeda",
        "Al-Qaeda. Despite these efforts",
        "quote",
        at="- exact",
    ),
    Planted("cut inside a word", "33", "exact", "managed", "naged", "quote", at="- exact"),
    Planted("cut inside a name", "04", "exact", "ISIS-K's ability", "ISIS", "quote", at="- exact"),
    Planted("cut inside an amount", "29", "exact", "$25 million", "$2", "quote", at="- exact"),
    Planted(
        "in two places",
        "34",
        "exact",
        "at one point controlled extensive territories in",
        "in",
        "quote",
        at="- exact",
    ),
    Planted(
        "after another prefix",
        "28",
        "",
        "networks\n",
        "networks\n        prefix: to reduce\n",
        "quote",
        at="- exact",
    ),
    Planted("the second quote off", "06", "exact: ISIS", "significant", "great", "quote", at="- exact: ISIS"),
)
NUMBERS = (
    Planted("off by a scale", "23", "claim", "thousand", "million", "numbers"),
    Planted("off by a zero", "29", "claim", "$10", "$100", "numbers"),
    Planted("an end by itself", "23", "claim", "three to five", "five", "numbers"),
    Planted("moved to the other end", "23", "claim", "three to five", "up to three", "numbers"),
    Planted("a bound turned round", "b.08", "claim", "more", "fewer", "numbers"),
    Planted("a bound dropped", "32", "claim", "over ten", "ten", "numbers"),
    Planted("another currency", "29", "claim", "$10 to $25", "€10 to €25", "numbers"),
    Planted("a percentage for a count", "b.08", "claim", "30", "30% of the", "numbers"),
    Planted("another year", "21", "claim", "2017", "2018", "numbers"),
    Planted("a year from nowhere", "34", "claim", "at one point", "in 2014", "numbers"),
    Planted("a year outside the derived date", "25", "claim", "November.", "November 2022.", "numbers"),
    Planted("low off by a zero", "23", "raw", "3000", "300", "quantity"),
    Planted("high off by a zero", "29", "raw", "25000000", "250000000", "quantity"),
    Planted("the low end without its scale", "29", "raw", "10000000", "10", "quantity"),
    Planted("a middle that nobody states", "23", "raw", "3000,", "3000, best: 4000,", "quantity"),
    Planted("a floor made a number", "b.08", "raw", "low:", "best:", "quantity"),
    Planted("a ceiling made a floor", "b.02", "raw", "high:", "low:", "quantity"),
    Planted("bounds for vague words", "30", "raw", "unit", "low: 200000000, unit", "quantity"),
    Planted("an amount in other words", "23", "raw", "three to five", "3 to 5", "quantity"),
    Planted("a number cut out of a bound", "b.08", "raw", "more than 30, low:", "'30', best:", "quantity"),
    Planted(
        "an end cut out of a range",
        "23",
        "raw",
        "three to five thousand, low: 3000, high",
        "five thousand, best",
        "quantity",
    ),
    Planted("another unit of money", "29", "raw", "USD", "EUR", "quantity"),
    Planted("a currency for the percent", "b.04", "raw", "unit: percent", "unit: USD", "quantity"),
)
TAGS_AND_NAMES = (
    Planted("an unknown entity", "05", "subjects", "isis", "isil", "tags"),
    Planted("an unknown topic", "05", "topics", "threat", "treat", "tags"),
    Planted("the wrong country as a tag", "14", "places", "iraq", "iran", "tags", "warning"),
    Planted("the wrong actor as a tag", "09", "subjects", "taliban", "hazara", "tags", "warning"),
    Planted("the wrong country in the claim", "14", "claim", "Iraq", "Iran", "names", "warning"),
    Planted("ISIS-K for ISIS", "05", "claim", "ISIS", "ISIS-K", "names", "warning"),
    Planted(
        "a known name added",
        "12",
        "claim",
        "Kabul and Herat.",
        "Kabul, Herat and Pakistan.",
        "names",
        "warning",
    ),
    Planted(
        "an unknown name added", "34", "claim", "controlled", "under Abu Bakr controlled", "names", "warning"
    ),
    Planted("an office added", "02", "claim", "Under", "Deputy Under", "names", "warning"),
    Planted("another month", "25", "claim", "November.", "October.", "names", "warning"),
)
_CARRIED = ("afghanistan-international], how: own-voice", "vladimir-voronkov], how: carried")
SPEAKERS = (
    Planted("speakers swapped", "05", "attribution", "vladimir-voronkov", "natalia-gherman", "attribution"),
    Planted(
        "speaker of another paragraph", "23", "attribution", "un-experts", "vladimir-voronkov", "attribution"
    ),
    Planted("not marked as inferred", "29", "attribution", ", resolution: inferred", "", "attribution"),
    Planted("other words for the speaker", "29", "attribution", "He", "She", "attribution"),
    Planted("no words for the speaker", "30", "attribution", "words: He, ", "", "attribution"),
    Planted("carried from nowhere", "32", "attribution", *_CARRIED, "attribution"),
    Planted(
        "an unknown speaker", "05", "attribution", "vladimir-voronkov", "vladimir-voronkof", "attribution"
    ),
    Planted("a paraphrase made direct", "03", "attribution", "paraphrase", "direct", "direct"),
    Planted("reported speech made direct", "09", "attribution", "paraphrase", "direct", "direct"),
)
_EXCHANGED = (
    "The Taliban's actions have significantly hindered ISIS-K's",
    "ISIS-K's actions have significantly hindered the Taliban's",
)
WORDING = (
    Planted("a hedge dropped from claim", "08", "claim", "According to reports, the", "The", "hedges"),
    Planted("a hedge asserted", "b.01", "", "hedged\n    hedges: [may]", "asserted", "hedges"),
    Planted("a hedge asserted and listed", "08", "stance", "hedged", "asserted", "hedges"),
    Planted("a hedge that is not there", "b.04", "hedges", "reportedly", "allegedly", "hedges"),
    Planted("a hedge that is not listed", "b.04", "hedges", "hedges: [reportedly]", "note: none", "hedges"),
    Planted("a firmer verb", "b.02", "claim", "may have", "has", "hedges"),
    Planted("a negation added", "05", "claim", "remains", "no longer remains", "negation"),
    Planted("a negation added to a presupposition", "21", "claim", "defeated", "never defeated", "negation"),
    Planted("a negation in short", "03", "claim", "have significantly", "haven't", "negation"),
    Planted("a negation dropped", "b.03", "claim", "not attacked", "attacked", "negation"),
    Planted("a denial of evidence dropped", "b.05", "claim", "no evidence", "evidence", "negation"),
    Planted("a denial asserted", "b.06", "stance", "denied", "asserted", "negation"),
    Planted("a denial that nobody made", "34", "", "", "stance: denied", "negation"),
    Planted("less for more", "25", "claim", "surged", "lessened", "direction"),
    Planted("less for more again", "13", "claim", "escalating", "weakening", "direction"),
    Planted("more for less", "24", "claim", "lessened", "increased", "direction"),
    Planted("more for less in plain words", "26", "claim", "diminished", "grown", "direction"),
    Planted("strengthened for hindered", "03", "claim", "hindered", "strengthened", "direction"),
    Planted("raised for reduced", "29", "claim", "reduced", "expanded", "direction"),
    Planted("who and whom exchanged", "03", "claim", *_EXCHANGED, "order", "warning"),
    Planted(
        "whence and whither",
        "32",
        "claim",
        "ISIS branched off from Al-Qaeda",
        "Al-Qaeda branched off from ISIS",
        "order",
        "warning",
    ),
    Planted("exchanged by a passive", "b.07", "claim", "attacked", "was attacked by", "order", "warning"),
    Planted(
        "exchanged by dropping a passive", "b.09", "claim", "was weakened by", "weakened", "order", "warning"
    ),
)
_COMMA = (
    "managed to attract substantial worldwide support",
    "The Islamic State group, or ISIS,",
)
_DERIVED = ", derived: '“since November”, from 16 February 2024'"
_CLAIM = (
    "controlled territories in Iraq and Syria under the guise of the Islamic State.",
    "at one point controlled extensive territories in Syria and Iraq.",
)
DATES_AND_MORE = (
    Planted("an event after publication", "25", "when", "2023-11/..", "2024-11/..", "dates"),
    Planted("said after publication", "23", "when", "said: 2024-01", "said: 2024-03", "dates"),
    Planted(
        "a relative date without a date",
        "25",
        "when",
        "event: 2023-11/.., derived",
        "derived",
        "dates",
        "warning",
    ),
    Planted("a relative date not explained", "25", "when", _DERIVED, "", "dates", "warning"),
    Planted("a date that is none", "21", "when", "'2017'", "'in 2017'", "schema", at="when:"),
    Planted(
        "contradicts what is not there",
        "14",
        "contradicts",
        "afintl-240216.24",
        "afintl-240216.99",
        "relations",
    ),
    Planted("contradicts itself", "14", "contradicts", "afintl-240216.24", "afintl-240216.14", "relations"),
    Planted(
        "corroborates what contradicts it", "14", "contradicts", "contradicts:", "corroborates:", "relations"
    ),
    Planted("corroborates and contradicts", "14", "", "", "corroborates: [afintl-240216.24]", "relations"),
    Planted(
        "corroborated by its own origin",
        "15",
        "",
        "",
        "corroborates: [afintl-240216.13]",
        "relations",
        "warning",
    ),
    Planted(
        "the first quote of another fact",
        "16",
        "exact",
        "its",
        "increase in the group's assaults in its",
        "duplicates",
    ),
    Planted("the same but for a comma", "33", "exact", *_COMMA, "duplicates"),
    Planted("the claim of another fact", "35", "claim", *_CLAIM, "duplicates", "warning"),
    Planted("a looser TLP", "b.07", "", "", "tlp: CLEAR", "handling"),
    Planted("retracted without a reason", "05", "", "", "status: retracted", "handling"),
    Planted("an unknown field", "05", "topics", "topics:", "topic:", "schema", at="topic:"),
    Planted("a grade that is none", "05", "", "", "credibility: 7", "schema", at="credibility"),
)
DEFECTS = (*QUOTES, *NUMBERS, *TAGS_AND_NAMES, *SPEAKERS, *WORDING, *DATES_AND_MORE)
