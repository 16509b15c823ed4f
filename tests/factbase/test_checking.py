import pytest

from bot.documents.reading import document_of
from bot.domain import Fact
from bot.factbase.checking import Surroundings, check_wording, read_fact
from bot.factbase.checks.case import Vocabulary
from bot.factbase.naming import NameIndex
from tests.factories import entity, fact, source

TEXT = "Herat saw 12 attacks. No attack was reported in Kabul.\n"
NEW = "test-240216.00"


def around(*neighbours, related=()):
    known = {each.id: each for each in (entity("test-press", "Test Press"), entity("herat"), entity("kabul"))}
    vocabulary = Vocabulary(known, {}, NameIndex(known))
    return Surroundings(source(), document_of(TEXT), vocabulary, neighbours, related)


def found(one, surroundings):
    return {
        (each.level, each.field) for each in check_wording(one, surroundings).remarks if each.level != "info"
    }


def test_a_good_fact_gets_no_remark_and_its_places():
    checked = check_wording(fact("Herat saw 12 attacks.", id=NEW), around())

    assert (checked.remarks, checked.is_refused) == ((), False)
    assert [passage.text for passage in checked.passages] == ["Herat saw 12 attacks."]


def test_only_what_is_wrong_with_this_fact_is_told():
    wrong = fact("Herat saw 13 attacks.", "Herat saw 12 attacks", id="test-240216.01")

    assert found(fact("No attack was reported in Kabul.", id=NEW), around(wrong)) == set()


def test_a_claim_much_like_another_is_a_warning_that_names_no_line():
    twin = fact("No attack was reported in all of Kabul.", "No attack was reported", id="test-240216.01")

    checked = check_wording(
        fact("No attack was reported in all Kabul.", "attack was reported in Kabul", id=NEW), around(twin)
    )

    [alike] = [each for each in checked.remarks if each.check == "duplicates"]
    assert (alike.level, alike.field) == ("warning", "claim")
    assert alike.message.startswith("the claim is much like that of test-240216.01. ")


def test_the_quote_of_a_retracted_fact_may_be_used_again():
    gone = fact("Herat saw 12 attacks.", id="test-240216.01", status="retracted", reason="wrong")

    assert found(fact("Herat saw 12 attacks.", id=NEW), around(gone)) == set()


def test_a_relation_to_a_fact_of_another_document_is_known():
    other = fact("Herat saw 14 attacks.", id="other-240216.01")
    made = fact("Herat saw 12 attacks.", id=NEW, contradicts=[other.id])

    assert found(made, around(related=(other,))) == set()
    assert found(made, around()) == {("error", "contradicts")}


def test_a_circle_of_what_supersedes_what_is_an_error():
    other = fact("Herat saw 14 attacks.", id="other-240216.01", supersedes=["test-240216.04"])
    made = fact("Herat saw 12 attacks.", id="test-240216.04", supersedes=[other.id])

    assert ("error", "supersedes") in found(made, around(related=(other,)))


@pytest.mark.parametrize("field", ["subjects", "objects", "places"])
def test_an_unknown_tag_is_told_at_its_field(field):
    made = fact("Herat saw 12 attacks.", id=NEW, **{field: ["atlantis"]})

    assert found(made, around()) == {("error", field)}


def test_what_a_form_holds_becomes_a_fact_or_remarks_by_field():
    fields = {
        "id": NEW,
        "claim": "Herat saw 12 attacks. ",
        "attribution": {"chain": ["herat"], "how": "own-voice"},
    }

    made = read_fact({**fields, "quotes": [{"exact": " Herat saw"}], "credibility": "2"})
    assert isinstance(made, Fact)
    assert (made.quotes[0].exact, made.credibility) == ("Herat saw", 2)
    remarks = read_fact({**fields, "quotes": [{"exact": "x"}], "stance": "sure"})
    assert {(each.level, each.field) for each in remarks} == {("error", "quotes"), ("error", "stance")}
