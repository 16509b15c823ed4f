"""What the documentation promises is there, and what is there is documented."""

import re
from pathlib import Path

import click
import pytest

from bot.cli import main
from bot.settings import Settings, variable_names

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
OPERATING = (ROOT / "docs/operating.md").read_text()
CODE = "".join(file.read_text() for file in (ROOT / "bot").rglob("*.py"))
PAGES = ["README.md", "bot/README.md", "knowledge/README.md", "docs/operating.md"]


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
        default = Settings.model_fields[field].default
        assert rows[variable] == (str(default) if default not in (None, ()) else ""), variable


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


def test_every_option_of_a_command_stands_in_readme():
    for name, command in COMMANDS.items():
        for option in (one for one in command.params if isinstance(one, click.Option)):
            if option.name not in {"page", "help"}:
                assert option.opts[0] in README, f"{name} {option.opts[0]}"


def test_every_command_that_the_pages_name_exists():
    for name in re.findall(r"(?:`footnote|python3 -m bot) (\w+)", README + OPERATING):
        assert name in main.commands


def test_every_metric_stands_in_the_operators_page_and_the_other_way_round():
    ours = set(re.findall(r'"(footnote_\w+)"', (ROOT / "bot/metrics.py").read_text()))
    told = re.findall(r"^\| `(footnote_\w+)`", OPERATING, re.MULTILINE)

    assert {name.removesuffix("_total") for name in told} == ours


def test_every_log_event_that_the_operators_page_names_is_written():
    for event in re.findall(r"`([a-z_]+\.[a-z_]+)`", OPERATING.partition("| event | means |")[2]):
        assert f'"{event}"' in CODE, event


def test_every_make_target_that_readme_names_exists():
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`make (\w+)`|^make (\w+) +#", README, re.MULTILINE):
        assert re.search(rf"^{target[0] or target[1]}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_links_to_exists(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text()):
        assert (ROOT / page).parent.joinpath(target).exists(), target
