"""What was filled into the form of a fact."""

from typing import cast

from bot.curation.forms import Form, SaidHow
from bot.slack.blocks.forms import HOW
from bot.slack.presses import Submission


def form_in(submission: Submission, source_id: str = "") -> Form:
    """Read the form; an edit keeps its document."""
    how = submission.text("how")
    return Form(
        claim=submission.text("claim"),
        quote=submission.text("quotes"),
        source_id=source_id or submission.text("source"),
        speaker=submission.text("attribution"),
        how=cast("SaidHow", how if how in HOW else "own-voice"),
        words=submission.text("words"),
        when=submission.text("when"),
        places=submission.several("places"),
        subjects=submission.several("subjects"),
        topics=submission.several("topics"),
    )
