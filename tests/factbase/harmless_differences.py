"""Differences that change nothing: no check may say more of them than it said before."""

from tests.factbase.planting import Planted

_NBSP = "\u00a0"
_HERAT = "notably affecting the Hazara community in Kabul and Herat"
_IN_QUOTES = (_HERAT, f'"{_HERAT}"')
HARMLESS = (
    Planted("a curly apostrophe", "03", "exact", "ISIS-K's", "ISIS-K’s"),
    Planted("no-break spaces", "05", "exact", "ISIS remains a", f"ISIS{_NBSP}remains{_NBSP}a"),
    Planted(
        "two plain spaces for a no-break space", "35", "exact", "the Islamic State", "the Islamic  State"
    ),
    Planted("a soft hyphen", "33", "exact", "substantial", "substan\u00adtial"),
    Planted("a zero-width space", "26", "exact", "Indonesia", "Indo\u200bnesia"),
    Planted("another hyphen", "04", "exact", "ISIS-K", "ISIS‑K"),
    Planted("a dash for a hyphen", "17", "exact", "Counter-Terrorism", "Counter–Terrorism"),
    Planted("a prefix that stands there", "28", "", "networks\n", "networks\n        prefix: to disrupt\n"),
    Planted("quotation marks of YAML", "12", "exact", *_IN_QUOTES),
    Planted("digits for number words", "23", "claim", "three to five thousand", "3,000 to 5,000"),
    Planted(
        "no-break thousands separators", "23", "claim", "three to five thousand", f"3{_NBSP}000–5{_NBSP}000"
    ),
    Planted("another joint of a range", "23", "claim", "three to five", "between three and five"),
    Planted("a currency code for its sign", "29", "claim", "between $10 to $25 million", "USD 10–25 million"),
    Planted("another word for a bound", "b.08", "claim", "more than 30", "over thirty"),
    Planted("a bound after its number", "b.08", "claim", "more than 30", "30 or more"),
    Planted("words for digits", "b.04", "claim", "20 percent", "twenty per cent"),
    Planted("the whole words of an amount", "29", "raw", "$10 to $25 million", "between $10 to $25 million"),
    Planted("a best number alone", "b.04", "raw", "best: 20", "low: 20, high: 20"),
    Planted("a synonym of surged", "25", "claim", "surged", "increased"),
    Planted("another synonym of surged", "25", "claim", "have surged", "have been growing"),
    Planted("a synonym of lessened", "24", "claim", "lessened", "declined"),
    Planted("a synonym of diminished", "26", "claim", "diminished", "weakened"),
    Planted("a synonym of reduced", "29", "claim", "reduced", "lowered"),
    Planted("a synonym of escalating", "13", "claim", "escalating", "rising"),
    Planted(
        "a passive", "b.07", "claim", "The Taliban attacked ISIS-K", "ISIS-K was attacked by the Taliban"
    ),
    Planted(
        "an active", "b.09", "claim", "ISIS-K was weakened by the Taliban", "The Taliban has weakened ISIS-K"
    ),
    Planted(
        "a noun for the verb",
        "b.07",
        "claim",
        "The Taliban attacked ISIS-K",
        "An attack on ISIS-K by the Taliban came",
    ),
    Planted("a place moved to the front", "34", "claim", "ISIS at one point", "In Iraq, ISIS at one point"),
    Planted("two places in another order", "16", "claim", "Iraq and Syria", "Syria and Iraq"),
    Planted("another alias", "05", "claim", "ISIS", "The Islamic State"),
    Planted("an abbreviation written out", "07", "claim", "UN Security", "United Nations Security"),
    Planted("a demonym of a tag", "10", "claim", "attacks in Afghanistan", "attacks on Afghan soil"),
    Planted("the speaker named", "14", "claim", "ISIS's", "According to Voronkov, ISIS's"),
    Planted("another hedge", "08", "claim", "According to reports", "Reportedly"),
    Planted("another word for may", "b.02", "claim", "may have", "might have"),
    Planted("a negation in short", "b.03", "claim", "has not attacked", "hasn't attacked"),
    Planted("another negation", "b.03", "claim", "has not attacked", "has launched no attacks on"),
    Planted("a negation by another word", "b.05", "claim", "There is no evidence", "Evidence is lacking"),
    Planted("a denial in the claim", "b.06", "claim", "Al-Qaeda has", "The Taliban denies that Al-Qaeda has"),
    Planted("the month of a derived date", "23", "claim", "Syria.", "Syria in January 2024."),
    Planted("the year of a derived date", "25", "claim", "November.", "November 2023."),
    Planted("an exact day of an event", "b.07", "when", "'2023'", "2023-06-01"),
    Planted("a stricter TLP", "05", "", "", "tlp: AMBER"),
    Planted("a note", "05", "", "", "note: It was not said, reportedly, by Iran in 1999."),
    Planted("a qualified fact", "05", "", "", "qualifies: [afintl-240216.13]"),
    Planted("corroboration from elsewhere", "05", "", "", "corroborates: [afintl-240216.33]"),
    Planted("superseded, with the same quote", "16", "", "", "supersedes: [afintl-240216.15]"),
)
DOCUMENT_DIFFERENCES = (
    ("curly quotation marks", '"According to', "“According to"),
    ("both of them curly", 'Afghanistan."', "Afghanistan.”"),
    ("no-break spaces", "Al-Qaeda over ten", f"Al-Qaeda{_NBSP}over{_NBSP}ten"),
    ("a soft hyphen", "substantial", "substan\u00adtial"),
    ("a line broken", "continues its associations", "continues its\nassociations"),
    ("a word parted at a line's end", "particularly in areas", "partic-\nularly in areas"),
    ("a curly apostrophe", "the group's assaults", "the group’s assaults"),
    ("another hyphen", "ISIS-K's ability to launch", "ISIS‑K's ability to launch"),
)
