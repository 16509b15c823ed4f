import logging
import subprocess
import sys


def logged(code):
    """Run a few lines with our logging set up, in a process of their own, and return what they log."""
    setup = "import logging; from bot.log import configure_logging; configure_logging(to_terminal=False);"
    done = subprocess.run([sys.executable, "-c", setup + code], capture_output=True, text=True, check=True)
    return done.stderr


def test_a_librarys_remark_keeps_its_place_and_loses_its_text():
    said = logged('logging.getLogger("slack_sdk").error("wss://x?ticket=SECRET xoxb-SECRET")')

    assert "slack_sdk: remark at" in said
    assert "SECRET" not in said


def test_a_librarys_traceback_keeps_its_kind_and_loses_its_text():
    said = logged(
        """
try:
    raise ValueError("SECRET")
except ValueError as error:
    logging.getLogger("uvicorn.error").exception("SECRET %s", error)
"""
    )

    assert "uvicorn.error: ValueError at" in said
    assert "SECRET" not in said


def test_what_libraries_say_by_the_way_is_left_out():
    assert logged('logging.getLogger("slack_sdk").info("SECRET")') == ""
    assert logging.getLogger("slack_sdk").level == logging.NOTSET
