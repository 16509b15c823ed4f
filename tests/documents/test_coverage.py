from hypothesis import given
from hypothesis import strategies as st

from bot.documents.coverage import Coverage, coverage
from bot.domain import Passage


def span(start, end):
    return Passage("x" * (end - start), start, end)


SENTENCES = (span(0, 10), span(11, 20), span(22, 30))


class TestCoverage:
    def test_a_sentence_is_covered_by_any_overlap_and_a_passage_may_cover_several(self):
        assert coverage(SENTENCES, [span(9, 12)]).overlooked == (SENTENCES[2],)

    def test_a_passage_between_sentences_covers_none(self):
        found = coverage(SENTENCES, [span(10, 11), span(20, 22)])

        assert (found.sentences, found.covered) == (3, 0)

    def test_coverages_add_up(self):
        total = coverage(SENTENCES, [span(0, 1)]) + Coverage(2)

        assert (total.sentences, total.covered) == (5, 3)

    @given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=8))
    def test_the_order_of_the_passages_does_not_matter(self, spans):
        accounted = [span(start, start + length) for start, length in spans]

        found = coverage(SENTENCES, accounted)

        assert found.overlooked == tuple(
            sentence
            for sentence in SENTENCES
            if not any(each.start < sentence.end and each.end > sentence.start for each in accounted)
        )
