from bot.curation.forms import Form, changes_of, draft_of, findings, form_of
from bot.factbase.checking import Remark, read_fact
from tests.factories import fact

CLAIM = "No attack was reported in Kandahar."


def a_form(**fields):
    defaults = {"claim": CLAIM, "quote": CLAIM, "source_id": "test-240216", "speaker": "test-press"}
    return Form(**{**defaults, "how": "own-voice", **fields})


def as_fact(form):
    return read_fact({**draft_of(form).fields, "id": "test-240216.00"})


def test_a_form_becomes_a_fact_and_the_fact_the_same_form():
    form = a_form(
        speaker="voronkov",
        how="paraphrase",
        words="He",
        when="2024-02",
        places=("kandahar",),
        subjects=("isis",),
        topics=("attacks",),
    )

    made = as_fact(form)

    assert made.attribution.resolution == "inferred"
    assert form_of(made) == form
    assert changes_of(form, made) == {}


def test_line_breaks_and_control_characters_do_not_reach_the_fact():
    assert as_fact(a_form(claim="No attack\nwas reported\x00 in Kandahar.")).claim == CLAIM


def test_only_what_the_form_changes_is_changed():
    before = fact(
        CLAIM,
        quotes=({"exact": "No attack", "suffix": " was"}, {"exact": "in Kandahar"}),
        attribution={"chain": ("unnamed reports", "voronkov"), "how": "paraphrase"},
        when={"as_of": "2024-02", "said": "2024-02-16"},
        quantities=({"raw": "No", "unit": "attacks"},),
    )
    form = form_of(before)

    assert changes_of(form, before) == {}
    assert changes_of(a_form(**{**_fields(form), "when": "2024-03"}), before) == {
        "when": {"as_of": "2024-03", "said": "2024-02-16"}
    }
    assert changes_of(a_form(**{**_fields(form), "quote": "No attack was"}), before) == {
        "quotes": [{"exact": "No attack was"}, {"exact": "in Kandahar"}]
    }
    assert changes_of(a_form(**{**_fields(form), "speaker": "isis"}), before)["attribution"]["chain"] == [
        "unnamed reports",
        "isis",
    ]


def test_an_emptied_date_is_taken_away():
    before = fact(CLAIM, when={"event": "2024"})

    assert changes_of(a_form(**{**_fields(form_of(before)), "when": ""}), before) == {"when": None}


def test_errors_go_to_their_inputs_or_the_nearest_and_warnings_stand_together():
    found = findings(
        [
            Remark("error", "quote", "quotes", "Not there."),
            Remark("error", "quote", "quotes", "Cut."),
            Remark("error", "tags", "objects", "No such."),
            Remark("error", "hedges", "stance", "Hedged."),
            Remark("warning", "names", "claim", "Look."),
            Remark("info", "tags", "claim", "Read so."),
        ]
    )

    assert found.errors == {"quotes": "Not there. Cut.", "subjects": "No such.", "claim": "Hedged."}
    assert found.warnings == ("Look.",)


def _fields(form):
    return {name: getattr(form, name) for name in Form.__dataclass_fields__}
