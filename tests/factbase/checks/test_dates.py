import pytest

from tests.factbase.knowledge_files import a_fact

TEXT = "It has surged since November."


class TestCheckDates:
    @pytest.mark.parametrize(
        "when",
        [
            {"event": "2023-11/..", "derived": "“since November”, from 16 February 2024"},
            {"said": "2024-02-16", "derived": "worked out"},
            {"event": "../2030", "derived": "worked out"},
            {"as_of": "2024", "derived": "worked out"},
        ],
    )
    def test_a_date_that_begins_by_the_day_of_publication_passes(self, files, when):
        assert files.check(TEXT, a_fact("It has surged.", TEXT, when=when)) == []

    @pytest.mark.parametrize("field", ["event", "as_of", "said"])
    def test_a_date_that_begins_after_publication_is_an_error(self, files, field):
        [finding] = files.check(
            TEXT, a_fact("It has surged.", TEXT, when={field: "2024-02-17", "derived": "so"})
        )

        assert (finding.level, finding.check) == ("error", "dates")
        assert finding.message == (
            f"`{field}: 2024-02-17` begins after the source was published (2024-02-16). Correct the date."
        )

    @pytest.mark.parametrize(
        ("when", "advice"),
        [({}, "Work the date out and give it in `when`."), ({"event": "2023-11/.."}, "Say in `derived` how")],
    )
    def test_a_relative_date_that_was_not_worked_out_is_a_warning(self, files, when, advice):
        [finding] = files.check(TEXT, a_fact("It has surged.", TEXT, when=when))

        assert (finding.level, finding.check) == ("warning", "dates")
        assert finding.message.startswith(f"the quote says “since November”. {advice}")

    def test_a_source_accessed_before_it_was_published_is_an_error(self, files):
        [finding] = files.check(TEXT, source={"accessed": "2024-02-15"})

        assert (finding.level, finding.check, finding.fact) == ("error", "dates", None)
