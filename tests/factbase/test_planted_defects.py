import pytest

from bot.factbase.files import read_knowledge
from tests.factbase.harmless_differences import DOCUMENT_DIFFERENCES, HARMLESS
from tests.factbase.planted_defects import DEFECTS
from tests.factbase.planting import ENTITIES, FIRST, FOLDER, ROOT, SECOND, Copy, Planted


@pytest.fixture(scope="module")
def entities():
    """The shipped entities that matter here: all of them would take a minute to read so often."""
    read = read_knowledge(ROOT / "knowledge").entities
    kept = [read[id].entity for id in ENTITIES]
    return [
        {**each.model_dump(mode="json"), "broader": [id for id in each.broader if id in ENTITIES]}
        for each in kept
    ]


@pytest.fixture
def copy(tmp_path, entities):
    return Copy(tmp_path, entities)


@pytest.fixture(scope="module")
def remarks_before(tmp_path_factory, entities):
    """What is said of the two dossiers as they are."""
    return remarks(Copy(tmp_path_factory.mktemp("unchanged"), entities))


def remarks(copy):
    return {(finding.check, finding.level, finding.fact, finding.message) for finding in copy.findings()}


def calls_for_a_person(copy):
    return [finding for finding in copy.findings() if finding.level != "info"]


def named(planted):
    return f"{planted.check or 'harmless'}: {planted.name}"


class TestPlantedDefects:
    def test_there_are_many_and_each_is_another(self):
        assert len({(defect.fact, defect.old, defect.new) for defect in DEFECTS}) == len(DEFECTS) >= 60

    def test_before_anything_is_planted_nothing_calls_for_a_person(self, remarks_before):
        assert {level for _, level, _, _ in remarks_before} <= {"info"}

    @pytest.mark.parametrize("defect", DEFECTS, ids=named)
    def test_a_planted_defect_is_flagged_by_its_check_at_its_line(self, copy, defect):
        copy.plant(defect)

        # A quote that is not found leaves its sentence without one, too.
        calls = [each for each in calls_for_a_person(copy) if each.check != "coverage"]

        expected = (defect.check, defect.level, defect.fact_id)
        assert {(each.check, each.level, each.fact) for each in calls} == {expected}
        assert copy.line(defect.fact_id, defect.at) in [each.line for each in calls]


class TestDocuments:
    @pytest.mark.parametrize(
        ("old", "new"), [(b"2017", b"2018"), (b"Taliban", b"taliban"), (b"State.", b"State")]
    )
    def test_one_changed_byte_is_flagged_and_blocks_the_source(self, copy, old, new):
        path = copy.root / f"seeds/{FIRST}.txt"
        path.write_bytes(path.read_bytes().replace(old, new, 1))

        [finding] = calls_for_a_person(copy)

        assert (finding.check, finding.level, finding.fact) == ("document", "error", None)

    def test_an_id_of_another_source_and_an_id_given_twice_are_flagged(self, copy):
        copy.edit(FIRST, f"- id: {FIRST}.05", "- id: afintl-240217.05")
        copy.edit(FIRST, f"- id: {FIRST}.07", f"- id: {FIRST}.06")

        calls = [(each.check, each.level, each.fact) for each in calls_for_a_person(copy)]

        twice = ("schema", "error", f"{FIRST}.06")
        assert calls == [("schema", "error", "afintl-240217.05"), twice, twice]

    def test_a_field_given_twice_is_flagged_at_its_line(self, copy):
        copy.plant(Planted("twice", "05", "", "", "topics: [threat]"))

        assert (FOLDER + f"/{FIRST}.yaml", copy.line(f"{FIRST}.05", "topics: [threat]") + 1) in [
            (each.file, each.line) for each in calls_for_a_person(copy)
        ]

    def test_a_source_accessed_before_publication_is_flagged(self, copy):
        copy.edit(SECOND, "accessed: 2024-03-06", "accessed: 2024-03-04")

        assert [(each.check, each.level) for each in calls_for_a_person(copy)] == [("dates", "error")]

    def test_a_sentence_that_nobody_cites_is_flagged(self, copy):
        copy.edit(FIRST, copy.block(f"{FIRST}.09") + "\n\n", "")

        assert [(each.check, each.level) for each in calls_for_a_person(copy)] == [("coverage", "warning")]

    def test_a_circle_of_supersessions_is_flagged_at_each_of_its_facts(self, copy):
        for fact, older in (("b.01", "b.04"), ("b.04", "b.10"), ("b.10", "b.01")):
            copy.plant(Planted("a circle", fact, "", "", f"supersedes: [{SECOND}.{older[2:]}]"))

        calls = [(each.check, each.level, each.fact) for each in calls_for_a_person(copy)]

        assert calls == [("relations", "error", f"{SECOND}.{number}") for number in ("01", "04", "10")]


class TestHarmlessDifferences:
    def test_there_are_many(self):
        assert len(HARMLESS) + len(DOCUMENT_DIFFERENCES) >= 25

    @pytest.mark.parametrize("difference", HARMLESS, ids=named)
    def test_a_harmless_difference_flags_nothing_new(self, copy, remarks_before, difference):
        copy.plant(difference)

        assert {remark for remark in remarks(copy) - remarks_before if remark[1] != "info"} == set()

    @pytest.mark.parametrize(("name", "old", "new"), DOCUMENT_DIFFERENCES)
    def test_a_document_set_otherwise_flags_nothing_new(self, copy, remarks_before, name, old, new):
        copy.edit_document(FIRST, old, new)

        assert remarks(copy) - remarks_before == set(), name
