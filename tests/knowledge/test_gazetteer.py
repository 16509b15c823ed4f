"""The gazetteer as analysts meet it: who is known, in which scripts, and what lies where."""

from collections import Counter

import pytest

from bot.matching import normalise
from bot.matching.gazetteer import LONGEST_NAME
from tests.knowledge.test_base import BASE, SHARED_NAMES

ACTORS = ("armed-group", "organization", "office")
# No facts of their own, but their two halves name facts: these are read as "ISIS in Mozambique".
READ_AS_TWO = {
    "isis west africa",
    "isis sahel",
    "isis mozambique",
    "islamic state mozambique",
}


def named_by(understanding):
    read = {entity_id for reading in understanding.readings for entity_id in reading.entity_ids}
    return read | {lead.entity_id for lead in understanding.choices}


class TestTheGazetteer:
    def test_knows_hundreds_of_groups_organizations_and_offices_that_have_no_facts(self):
        with_facts = {
            entity_id
            for cited in BASE.facts.values()
            for entity_id in (*cited.fact.entity_ids, *cited.fact.attribution.chain)
        }
        empty = Counter(entity.kind for entity in BASE.entities.values() if entity.id not in with_facts)

        assert empty["armed-group"] >= 250
        assert sum(empty[kind] for kind in ACTORS) >= 500

    def test_says_of_each_of_them_where_its_names_come_from(self):
        silent = [
            entity.id
            for entity in BASE.entities.values()
            if entity.kind in ACTORS and not entity.note.startswith("Names: ")
        ]

        assert silent == []

    def test_reads_every_name_as_whom_it_names(self, matcher):
        misread = [
            (entity.id, name)
            for entity in BASE.entities.values()
            for names in entity.names.values()
            for name in names
            if len(normalise(name).split()) <= LONGEST_NAME
            and normalise(name) not in READ_AS_TWO
            and entity.id not in named_by(matcher.understand(name))
        ]

        assert misread == []

    @pytest.mark.parametrize(("name", "bearers"), SHARED_NAMES.items())
    def test_asks_back_for_a_name_that_several_bear(self, matcher, name, bearers):
        understanding = matcher.understand(name)

        assert understanding.is_ambiguous
        assert {lead.entity_id for lead in understanding.choices} == bearers
        assert understanding.matches == ()

    @pytest.mark.parametrize(
        ("name", "entity_id"),
        [
            ("حركة النجباء", "harakat-al-nujaba"),
            ("המוסד", "mossad"),
            ('צה"ל', "idf"),
            ("سپاه قدس", "quds-force"),
            ("سپاہ صحابہ", "sipah-e-sahaba"),
            ("ЧВК Редут", "pmc-redut"),
            ("ЗСУ", "armed-forces-of-ukraine"),
            ("पुलवामा", "pulwama"),
            ("တပ်မတော်", "tatmadaw"),
            ("解放军", "peoples-liberation-army"),
            ("ፋኖ", "fano"),
            ("پێشمەرگە", "peshmerga"),
            ("Xisbul Islaam", "hizbul-islam"),
            ("disidencias de las FARC", "farc-dissidents"),
        ],
    )
    def test_knows_names_in_the_script_they_are_written_in(self, matcher, name, entity_id):
        assert entity_id in named_by(matcher.understand(name))


class TestARegion:
    @pytest.mark.parametrize(
        ("part", "whole"),
        [
            ("burkina-faso", "central-sahel"),
            ("central-sahel", "sahel"),
            ("somalia", "horn-of-africa"),
            ("lebanon", "levant"),
            ("tunisia", "maghreb"),
            ("chad", "lake-chad-basin"),
            ("rwanda", "great-lakes"),
            ("dagestan", "north-caucasus"),
            ("dagestan", "russia"),
            ("georgia", "caucasus"),
            ("kosovo", "balkans"),
            ("estonia", "baltic-states"),
            ("qatar", "gulf"),
            ("el-arish", "sinai"),
            ("el-geneina", "darfur"),
            ("mekelle", "tigray"),
            ("bakhmut", "donbas"),
            ("rafah", "gaza"),
            ("jenin", "west-bank"),
            ("erbil", "kurdistan"),
            ("kobani", "syria"),
            ("pulwama", "kashmir"),
            ("gwadar", "balochistan"),
            ("bannu", "khyber-pakhtunkhwa"),
            ("urumqi", "xinjiang"),
            ("cotabato", "mindanao"),
            ("goma", "kivu"),
            ("bunia", "ituri"),
            ("macomia", "cabo-delgado"),
            ("crocus-city-hall", "russia"),
            ("bab-el-mandeb", "red-sea"),
            ("cite-soleil", "haiti"),
        ],
    )
    def test_holds_what_lies_in_it(self, gazetteer, part, whole):
        assert whole in gazetteer.ancestors(part)
