import pytest
import yaml
from babel import Locale, __version__

from knowledge.make_territories import (
    EXTRAS,
    LANGUAGES,
    NOT_TERRITORIES,
    TERRITORIES,
    territories_yaml,
    territory_codes,
)

WRITTEN = TERRITORIES.read_text("utf-8")
ENTITIES = yaml.load(WRITTEN, Loader=yaml.BaseLoader)  # noqa: S506  # builds strings only
BY_CODE = {entity["ids"]["iso"]: entity for entity in ENTITIES}
IDS = {entity["id"] for entity in ENTITIES}


class TestTheGeneratedFile:
    def test_has_not_drifted_from_babel_and_the_extras(self):
        expected = territories_yaml(EXTRAS.read_text("utf-8"), __version__)

        assert expected == WRITTEN, "run `.venv/bin/python knowledge/make_territories.py`"

    def test_holds_every_country_and_territory_of_babel_once(self):
        babel = {code for code in Locale("en").territories if not code.isdigit()}

        assert sorted(BY_CODE) == sorted(babel - NOT_TERRITORIES)
        assert len(ENTITIES) == len(BY_CODE) == len(IDS)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_names_each_of_them_in_every_language(self, language):
        unnamed = [code for code, entity in BY_CODE.items() if not entity["names"].get(language)]

        assert unnamed == []

    def test_gives_every_state_a_region_and_a_word_for_its_people(self):
        states = [entity for entity in ENTITIES if not IDS & set(entity.get("broader", []))]
        without = [entity["id"] for entity in states if not {"broader", "demonyms"} <= set(entity)]

        # Antarctica is no state; the other two have no word of their own for their people.
        assert without == ["antarctica", "solomon-islands", "vatican-city"]

    def test_gives_each_alpha_3_code_to_one_territory(self):
        codes = [entity["ids"]["iso3"] for entity in ENTITIES if "iso3" in entity["ids"]]

        assert len(codes) == len(set(codes)) == 249, "ISO 3166-1 has 249 entries"

    def test_strips_what_stands_in_parentheses(self):
        assert BY_CODE["MM"]["names"]["en"] == ["Myanmar", "Burma"]
        assert not [name for entity in ENTITIES for name in entity["names"]["en"] if "(" in name]

    def test_leaves_out_a_name_that_is_an_english_word(self):
        assert BY_CODE["GD"]["names"]["fr"] == ["la Grenade"]


class TestTheExtras:
    def test_without_a_code_of_babels_are_refused(self):
        with pytest.raises(ValueError, match=r"differ in \['AC', 'AD'"):
            territories_yaml("AF: {iso3: AFG}", __version__)

    def test_for_a_code_that_babel_does_not_know_are_refused(self):
        extras = "".join(f"'{code}': {{}}\n" for code in territory_codes()) + "XY: {}\n"

        with pytest.raises(ValueError, match=r"differ in \['XY'\]"):
            territories_yaml(extras, __version__)
