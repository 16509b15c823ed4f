import pytest

from bot.domain.answers import Answer, Question
from bot.domain.assessment import SourceSummary


def test_an_answer_that_cites_nothing_cannot_be_built():
    with pytest.raises(ValueError, match="say that there is nothing"):
        Answer(Question("x"), "X", (), (), 0, SourceSummary(0, 0, 0, ()))
