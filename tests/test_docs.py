"""What the documentation promises is there, and what is there is documented."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from bot.cli import main
from bot.settings import Settings, variable_names
from bot.slack.manifest import OPTIONAL_SCOPES, REQUIRED_SCOPES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
CURATING = (ROOT / "docs/curating.md").read_text()
OPERATING = (ROOT / "docs/operating.md").read_text()
CODE = "".join(file.read_text() for file in (ROOT / "bot").rglob("*.py"))
PAGES = ["README.md", "bot/README.md", "knowledge/README.md", "docs/curating.md", "docs/operating.md"]
# An event's name stands in the call itself, or in the one that a file has for several.
LOGGED = re.compile(r'(?:log\.\w+|\b_note)\(\s*"([a-z_]+\.[a-z_]+)"')
# What a session shows differently each time it is played.
VARYING = re.compile(
    r"\bd-[a-z0-9]{5}\b|\d+|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\s+"
)


@pytest.mark.parametrize("variable", variable_names().values())
def test_every_setting_stands_in_readme_and_in_the_example(variable):
    assert f"`{variable}`" in README
    assert re.search(rf"^#?{variable}=", EXAMPLE, re.MULTILINE)


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_says_what_it_is(field):
    assert Settings.model_fields[field].description


def test_every_default_stands_in_readme_as_it_is():
    rows = dict(re.findall(r"^\| `(\w+)` \| *`?([^`|]*?)`? *\|", README, re.MULTILINE))
    for field, variable in variable_names().items():
        default = Settings.model_fields[field].get_default(call_default_factory=True)
        assert rows[variable] == (str(default) if default not in (None, (), {}) else ""), variable


def all_commands(group, before=""):
    for name, command in group.commands.items():
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{before}{name} ")


COMMANDS = dict(all_commands(main))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_readme_and_says_what_it_does(command):
    assert f"footnote {command}" in README
    assert COMMANDS[command].help


def test_every_option_of_a_command_stands_in_readme_or_in_a_page_that_it_leads_to():
    for name, command in COMMANDS.items():
        for option in (one for one in command.params if isinstance(one, click.Option)):
            assert option.opts[0] in README + CURATING + OPERATING, f"{name} {option.opts[0]}"


def test_every_command_that_the_pages_name_exists():
    for name in re.findall(r"(?:`footnote|python3 -m bot) ([\w-]+)", README + CURATING + OPERATING):
        assert name in main.commands


def test_every_metric_stands_in_the_operators_page_and_the_other_way_round():
    ours = set(re.findall(r'"(footnote_\w+)"', (ROOT / "bot/metrics.py").read_text()))
    told = re.findall(r"^\| `(footnote_\w+)`", OPERATING, re.MULTILINE)

    assert {name.removesuffix("_total") for name in told} == ours


def test_every_log_event_stands_in_the_operators_page_and_the_other_way_round():
    told = re.findall(r"`([a-z_]+\.[a-z_]+)`", OPERATING.partition("| event | means |")[2])

    assert set(told) == set(LOGGED.findall(CODE))
    assert len(told) == len(set(told))


@pytest.mark.parametrize("page", [README, CURATING], ids=["README", "curating"])
def test_a_session_that_a_page_shows_goes_as_it_stands_there(page):
    lines = [line for block in page.split("```")[1::2] if "\n› " in block for line in block.splitlines()]
    typed = "".join(line.removeprefix("› ") + "\n" for line in lines if line.startswith("› "))
    console = [sys.executable, "-m", "bot", "console"]
    # The empty line is a prompt more, at which what Slack held back a second is drawn.
    played = subprocess.run(console, input=typed + "\n", cwd=ROOT, capture_output=True, text=True, check=True)
    shown = VARYING.sub("", played.stdout)

    place = 0
    for line in lines:
        kept = VARYING.sub("", line.strip("… "))
        place = shown.find(kept, place)
        assert place >= 0, f"{line}\n\nis not in its place in\n\n{shown}"
        place += len(kept)


def test_every_scope_of_the_manifest_stands_in_the_operators_page():
    for scope in (*REQUIRED_SCOPES, *OPTIONAL_SCOPES):
        assert f"`{scope}`" in OPERATING


def test_every_make_target_that_readme_names_exists():
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`make (\w+)`|^make (\w+) +#", README, re.MULTILINE):
        assert re.search(rf"^{target[0] or target[1]}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_links_to_exists(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text()):
        assert (ROOT / page).parent.joinpath(target).exists(), target
