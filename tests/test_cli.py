import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOOTNOTE = [sys.executable, "-m", "bot"]


def footnote(*arguments, typed="", cwd=ROOT, **settings):
    """Run the command as a user would, with nothing set but what is given."""
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **settings}
    return subprocess.run(
        [*FOOTNOTE, *arguments],
        input=typed,
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def made_up(tmp_path):
    """A knowledge directory and a document that the code has never seen."""
    text = "Harbour closed\n\nThe mayor of Port Elba said on Monday that 40 ships wait before the harbour.\n"
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/elba.txt").write_text(text)
    digest = __import__("hashlib").sha256(text.encode()).hexdigest()
    entities = tmp_path / "knowledge/entities"
    entities.mkdir(parents=True)
    (entities / "places.yaml").write_text(
        "- {id: port-elba, kind: place, names: {en: [Port Elba]}}\n"
        "- {id: mayor, kind: office, names: {en: [mayor of Port Elba]}}\n"
    )
    (tmp_path / "knowledge/topics.yaml").write_text(
        "- {id: shipping, names: {en: [shipping]}, words: [vessels]}\n"
    )
    facts = tmp_path / "knowledge/facts/2026"
    facts.mkdir(parents=True)
    (facts / "gazette-261120.yaml").write_text(
        f"""source:
  id: gazette-261120
  kind: news
  title: Harbour closed
  publisher: The Gazette
  published: 2026-11-20
  accessed: 2026-11-21
  language: en
  file: elba.txt
  sha256: {digest}
edited_by: a curator
facts:
  - id: gazette-261120.01
    claim: 40 ships wait before the harbour of Port Elba.
    quotes: [{{exact: 40 ships wait before the harbour}}]
    attribution: {{chain: [mayor], how: paraphrase}}
    places: [port-elba]
    topics: [shipping]
    quantities: [{{raw: 40 ships, low: 40, high: 40, unit: ships}}]
    when: {{said: 2026-11-16, derived: "“on Monday”, from 20 November 2026"}}
no_facts: [{{quote: Harbour closed, why: a headline}}]
"""
    )
    return tmp_path


def directories(made_up):
    return {
        "FOOTNOTE_KNOWLEDGE_DIR": str(made_up / "knowledge"),
        "FOOTNOTE_SEEDS_DIR": str(made_up / "seeds"),
    }


def test_a_document_made_up_on_the_spot_is_answered_from(made_up):
    done = footnote("ask", "--json", "vessels port elba", **directories(made_up))

    answer = json.loads(done.stdout)
    assert [fact["quotes"] for fact in answer["facts"]] == [["40 ships wait before the harbour"]]
    assert answer["facts"][0]["speaker"] == "mayor of Port Elba"


def test_ask_draws_an_answer_with_its_quote_and_id():
    done = footnote("ask", "is ISIS getting richer?")

    assert "between $10 to $25 million" in " ".join(done.stdout.replace("▎", "").split())
    assert "afintl-240216.29" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_ask_explains_each_fact_and_how_the_question_was_read(made_up):
    done = footnote("ask", "--explain", "vessels port elba", **directories(made_up))

    words = " ".join(done.stdout.split())
    assert words.startswith("“vessels” → shipping, by topic “port elba” → Port Elba, exactly")
    assert "gazette-261120.01" in words.partition("to answer the question.")[0]
    assert "“port elba” → Port Elba, exactly:" in words
    assert "% of the question" in words


def test_ask_explains_why_there_is_nothing(made_up):
    done = footnote("ask", "--explain", "qwertzu elba", **directories(made_up))

    assert "“qwertzu”: no fact has it, and it is no name" in done.stdout
    assert "Not answered: “qwertzu”." in done.stdout


def test_jsonl_writes_exactly_one_line_for_each_whatever_it_is():
    lines = [
        json.dumps({"q": "daesh", "k": 30}),
        json.dumps({"q": "iran"}),
        "not json",
        json.dumps({"q": 1}),
        json.dumps({"q": "isis", "k": 0}),
        "",
        json.dumps({"q": "x" * 10_000}),
        json.dumps({"q": ""}),
    ]
    done = footnote("ask", "--jsonl", typed="".join(f"{line}\n" for line in lines))

    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(replies) == len(lines)
    assert [reply["kind"] for reply in replies[:2]] == ["answer", "nothing"]
    assert len(replies[0]["hits"]) > 5
    assert set(replies[0]) == {"q", "understood", "kind", "close", "hits"}
    assert set(replies[0]["hits"][0]) == {"id", "confidence", "why"}
    assert replies[0]["hits"][0]["why"][0].keys() == {"typed", "how", "matched", "share"}
    assert all("error" in reply for reply in replies[2:6])


def test_the_console_answers_a_pipe_line_by_line_and_ends_well():
    done = footnote("console", typed="/threat afganistan\n@footnote who are the Hazara?\niran\n")

    assert done.returncode == 0
    assert "read from “afganistan”" in done.stdout
    assert "Hazara community in Kabul and Herat" in done.stdout
    assert "Nothing on Iran" in done.stdout


def test_what_comes_of_a_press_is_drawn_before_the_next_line():
    done = footnote("console", typed="/threat hazara\n1\n/threat help\n")

    assert done.stdout.index("shared by ana") < done.stdout.index("Shared to this channel.")
    assert done.stdout.index("Shared to this channel.") < done.stdout.index("Ask in a few words")


def test_every_command_says_what_it_is_for_in_a_sentence_that_is_not_cut():
    listed = footnote("--help").stdout.partition("Commands:\n")[2].splitlines()

    assert len(listed) > 15
    assert all(line.endswith(".") and "..." not in line for line in listed)


def test_a_replica_without_files_looks_at_its_database_and_so_does_the_console(made_up):
    footnote("sync", cwd=made_up)
    (made_up / "knowledge").rename(made_up / "elsewhere")

    doctor = footnote("doctor", cwd=made_up)
    console = footnote("console", typed="/threat port elba\n", cwd=made_up)

    assert "ok     knowledge: from the database alone, 1 fact\n" in doctor.stdout
    assert "40 ships wait" in console.stdout


def test_check_passes_on_the_shipped_base():
    done = footnote("check")

    assert done.returncode == 0, done.stdout
    assert "0 errors" in done.stdout


def test_check_as_json_names_level_check_file_line_fact_and_message(made_up):
    document = made_up / "seeds/elba.txt"
    document.write_text(document.read_text().replace("40", "41"))

    done = footnote("check", "--format", "json", **directories(made_up))

    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert {"level", "check", "file", "line", "fact", "message"} == set(found[0])
    assert any(finding["check"] == "document" and finding["level"] == "error" for finding in found)


def test_broken_yaml_is_said_with_file_and_line_and_the_rest_is_served(made_up):
    (made_up / "knowledge/facts/2026/broken-261121.yaml").write_text("source:\n  id: [unclosed\n")

    check = footnote("check", **directories(made_up))
    ask = footnote("ask", "port elba", **directories(made_up))

    assert check.returncode == 1
    assert "broken-261121.yaml:" in check.stdout
    assert "40 ships wait" in ask.stdout


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (["serve"], {}, "SLACK_BOT_TOKEN: not set"),
        (["serve"], {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET: not set"),
        (["serve"], {"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-1"}, "does not begin with xoxb-"),
        (["ask", "iraq"], {"FOOTNOTE_KNOWLEDGE_DIR": "/nowhere"}, "/nowhere"),
        (["ask", "iraq"], {"FOOTNOTE_PORT": "many"}, "FOOTNOTE_PORT is wrong"),
        (["ask", "iraq"], {"FOOTNOTE_PROT": "1"}, "Did you mean FOOTNOTE_PORT?"),
        (
            ["serve"],
            {
                "SLACK_BOT_TOKEN": "xoxb-1",
                "SLACK_APP_TOKEN": "xapp-1",
                "SLACK_API_URL": "http://127.0.0.1:9/api/",
            },
            "cannot be reached",
        ),
    ],
)
def test_what_a_user_can_do_wrong_ends_in_one_sentence(tmp_path, arguments, settings, said):
    directories = {
        "FOOTNOTE_KNOWLEDGE_DIR": str(ROOT / "knowledge"),
        "FOOTNOTE_SEEDS_DIR": str(ROOT / "seeds"),
    }
    done = footnote(*arguments, cwd=tmp_path, **{**directories, **settings})

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
