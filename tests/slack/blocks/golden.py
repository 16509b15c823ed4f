"""Golden replies: what the renderers draw of the shipped base, kept beside the tests as JSON.

`UPDATE_GOLDEN=1 pytest tests/slack/blocks/test_golden.py` writes them anew; read the difference in git.
"""

import json
import os
from difflib import unified_diff
from pathlib import Path

from bot.delivery.sending import Correction
from tests.slack.blocks.drawn_curation import drawn_curation
from tests.slack.blocks.drawn_digests import drawn_digests
from tests.slack.blocks.drawn_replies import drawn_replies

FOLDER = Path(__file__).parent / "golden"


def drawings(desk):
    """What draws each, by name: a call of a renderer that needs no more arguments."""
    return {**drawn_replies(desk), **drawn_curation(desk), **drawn_digests(desk)}


def goldens_of(name, drawn):
    """Yield each message or view that one call of a renderer made, with the name of its file."""
    match drawn:
        case dict():
            yield name, drawn
        case Correction(message=message, note=note):
            yield name, _message(message)
            yield f"{name}-in-its-thread", _message(note)
        case (first, *others) if hasattr(first, "blocks"):
            yield name, _message(first)
            further = [each for each in others if hasattr(each, "blocks")]
            yield from ((f"{name}-{n}", _message(each)) for n, each in enumerate(further, 2))
        case _:
            yield name, _message(drawn)
            if getattr(drawn, "newer", None):
                yield f"{name}-in-newer-blocks", {"text": drawn.text, "blocks": drawn.newer}


def all_goldens(desk):
    """Draw everything."""
    return {
        file: written(golden)
        for name, draw in drawings(desk).items()
        for file, golden in goldens_of(name, draw())
    }


def kept_if_asked(goldens):
    """Write them to their files if `UPDATE_GOLDEN` is set, without those of drawings that are none now."""
    if os.environ.get("UPDATE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        for file in FOLDER.glob("*.json"):
            file.unlink()
        for name, golden in goldens.items():
            (FOLDER / f"{name}.json").write_text(as_text(golden), "utf-8")
    return goldens


def written(golden):
    """As it comes back from JSON: lists for tuples."""
    return json.loads(json.dumps(golden))


def difference(name, golden):
    """Say in what a drawing differs from its file, line by line; empty where it does not."""
    file = FOLDER / f"{name}.json"
    kept = file.read_text("utf-8") if file.exists() else ""
    lines = (kept.splitlines(), as_text(golden).splitlines())
    return "\n".join(unified_diff(*lines, f"golden/{file.name}", "drawn now", lineterm="", n=2))


def as_text(golden):
    return f"{json.dumps(golden, ensure_ascii=False, indent=1)}\n"


def _message(message):
    return {"text": message.text, "blocks": [dict(block) for block in message.blocks]}
