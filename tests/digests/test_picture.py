from dataclasses import replace

from bot.digests.overview import CONSIDERED
from bot.digests.picture import joined_amounts
from tests.curation.small_ledger import BEN
from tests.digests.newsroom import ATTACK, BANKS, LATER, ONE, TWO, claims, id_of
from tests.factories import cited, fact

RESERVES = "ISIS's reserves"


def amount(number, claim="ISIS has reserves of some size.", **quantity):
    quantities = [{"raw": "some", "unit": "USD", "scope": RESERVES, **quantity}]
    return fact(claim, id=id_of(number), subjects=["isis"], topics=["finance"], quantities=quantities)


def joined(*facts):
    """Unit, scope and ids of what belongs together."""
    amounts = joined_amounts(cited(**{**each.model_dump(), "quote": None}) for each in facts)
    return [(measure.unit, measure.scope, list(stated)) for measure, stated in amounts]


async def test_the_best_facts_of_a_topic_are_verified_or_newest_and_none_is_shown_twice(newsroom):
    both = fact("ISIS-K robbed a bank in Kabul.", id=id_of(9), topics=["attacks", "finance"])
    subscription = await newsroom.open(BANKS, ATTACK, LATER, both, kind="summary")
    await newsroom.acts.verify(both.id, BEN)

    digest = await newsroom.digest(subscription)

    shown = [(each.name, claims(each.shown), each.total) for each in digest.picture.topics]
    assert shown == [
        ("Attacks", [both.claim, ATTACK.claim, LATER.claim], 3),
        ("Finance", [BANKS.claim], 2),
    ]
    assert digest.sources.facts == 4


async def test_who_follows_topics_alone_sees_these_in_that_order(newsroom):
    subscription = await newsroom.open(BANKS, ATTACK, kind="summary", about=("finance", "attacks"))

    assert [each.name for each in (await newsroom.digest(subscription)).picture.topics] == [
        "Finance",
        "Attacks",
    ]


async def test_what_is_disputed_or_superseded_is_not_among_the_best(newsroom):
    subscription = await newsroom.open(BANKS, ATTACK, LATER, kind="summary")
    await newsroom.acts.dispute(ONE, BEN, "two banks only")
    await newsroom.acts.supersede(TWO, BEN, "newer", by=LATER.id)
    subscription = replace(subscription, cursor=subscription.cursor + 2)

    digest = await newsroom.digest(subscription)

    shown = [(each.name, claims(each.shown), each.total) for each in digest.picture.topics]
    assert shown == [("Attacks", [LATER.claim], 2), ("Finance", [], 1)]


async def test_facts_without_a_topic_are_shown_under_what_is_followed(newsroom):
    bare = fact("ISIS-K is a part of ISIS.", id=ONE, subjects=["isis-k"])
    subscription = await newsroom.open(bare, kind="summary", about=("isis",))

    [topic] = (await newsroom.digest(subscription)).picture.topics

    assert (topic.name, claims(topic.shown), topic.total) == ("ISIS", [bare.claim], 1)


async def test_a_base_without_facts_has_an_empty_picture(newsroom):
    digest = await newsroom.digest(await newsroom.open(kind="summary"))

    assert (digest.picture.topics, digest.picture.amounts, digest.charts, digest.sources) == (
        (),
        (),
        (),
        None,
    )


async def test_amounts_of_the_same_are_joined_into_a_range(newsroom):
    facts = [amount(1, low=10, high=25), amount(2, best=30), amount(3)]
    subscription = await newsroom.open(*facts, kind="summary")

    [told] = (await newsroom.digest(subscription)).picture.amounts

    assert (told.unit, told.scope, told.low, told.high, len(told.shown)) == ("USD", RESERVES, 10, 30, 2)


async def test_an_open_end_stays_open_and_a_vague_amount_has_none(newsroom):
    facts = [
        amount(1, low=10, high=25),
        amount(2, low=30),
        amount(3, unit="fighters", raw="numerous"),
    ]
    subscription = await newsroom.open(*facts, kind="summary")

    told = (await newsroom.digest(subscription)).picture.amounts

    assert [(each.unit, each.low, each.high) for each in told] == [
        ("USD", 10, None),
        ("fighters", None, None),
    ]


def test_amounts_that_may_not_be_the_same_are_not_joined():
    other = amount(2, low=3).model_copy(update={"subjects": ("isis-k",)})
    denied = amount(3, low=4).model_copy(update={"stance": "denied"})

    assert joined(amount(1, low=2), other, denied, amount(4, low=5, scope="")) == [
        ("USD", RESERVES, [id_of(1)]),
        ("USD", RESERVES, [id_of(2)]),
    ]


async def test_new_facts_of_several_weeks_make_a_chart_and_a_first_load_does_not(newsroom):
    subscription = await newsroom.open(BANKS)
    for number in range(11, 18):
        await newsroom.add(fact(f"Fact number {number}.", id=id_of(number), topics=["attacks"]))
        newsroom.now.passes(days=4)
    subscription = replace(subscription, covered_at=newsroom.now())

    [chart] = (await newsroom.digest(subscription)).charts

    assert [(series.name, sum(series.values)) for series in chart.series] == [("Attacks", 7)]


async def test_who_follows_topics_alone_has_a_chart_by_place(newsroom):
    subscription = await newsroom.open(about=("attacks",))
    for number in range(11, 18):
        made = fact(f"Fact number {number}.", id=id_of(number), topics=["attacks"], places=["kabul"])
        await newsroom.add(made)
        newsroom.now.passes(days=4)

    [chart] = (await newsroom.digest(replace(subscription, covered_at=newsroom.now()))).charts

    assert [series.name for series in chart.series] == ["Kabul"]


async def test_a_summary_has_two_charts_at_the_most(newsroom):
    made = [
        fact(
            f"ISIS has {n} of {unit} in reserve.",
            id=id_of(n),
            quantities=[{"raw": str(n), "low": n, "high": n, "unit": unit, "scope": RESERVES}],
            when={"as_of": f"20{n}"},
        )
        for n, unit in enumerate(["USD", "USD", "EUR", "EUR", "GBP", "GBP"], 10)
    ]
    subscription = await newsroom.open(*made, kind="summary")

    assert len((await newsroom.digest(subscription)).charts) == 2


async def test_of_a_large_base_the_newest_facts_are_looked_at(newsroom):
    many = [fact(f"Fact number {n} of many.", id=id_of(n), topics=["attacks"]) for n in range(CONSIDERED + 9)]
    subscription = await newsroom.open(*many, kind="summary")

    [topic] = (await newsroom.digest(subscription)).picture.topics

    assert (topic.total, len(topic.shown)) == (CONSIDERED + 9, 3)
