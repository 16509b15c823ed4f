"""The rules of the house that no linter holds."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("client/*.py"), *ROOT.glob("knowledge/*.py")])
TESTS = sorted(ROOT.glob("tests/**/*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MOST_ARGUMENTS = 5


def lint_imports(*arguments, cwd=ROOT):
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_every_import_points_down_and_every_room_is_on_a_floor():
    done = lint_imports()

    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_an_import_that_points_up_breaks_the_contract(tmp_path):
    for file in (*ROOT.glob("bot/**/*.py"), ROOT / "pyproject.toml"):
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    with (tmp_path / "bot/domain/edtf.py").open("a") as stairs:
        stairs.write("import bot.answering.desk\n")

    done = lint_imports(cwd=tmp_path)

    assert done.returncode == 1
    assert "bot.domain.edtf -> bot.answering.desk" in done.stdout


@pytest.mark.parametrize("file", [*CODE, *TESTS], ids=lambda file: str(file.relative_to(ROOT)))
def test_no_file_is_longer_than_a_reader_can_hold(file):
    assert len(file.read_text().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_file_opens_with_one_sentence(file):
    docstring = ast.get_docstring(ast.parse(file.read_text()))

    assert docstring
    assert re.search(r"[.:]$", docstring.splitlines()[0]) or "." in docstring


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_function_fits_on_a_screen_and_takes_few_arguments(file):
    for node in ast.walk(ast.parse(file.read_text())):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        arguments = [one.arg for one in (*node.args.posonlyargs, *node.args.args) if one.arg != "self"]
        assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name
        assert len(arguments) <= MOST_ARGUMENTS, node.name


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_only_the_last_door_catches_everything_and_only_the_settings_read_the_environment(file):
    source = file.read_text()

    assert "except Exception" not in source or file.name == "failures.py"
    assert "os.environ" not in source or file.name == "settings.py"


def test_nothing_tracked_names_an_index_of_packages():
    for file in ROOT.glob("requirements*.txt"):
        assert "://" not in file.read_text()
        assert "--hash=sha256:" in file.read_text()
