import pytest

from bot.domain.questions import LEAST_CONFIDENCE
from bot.errors import SettingsError
from bot.settings import read_settings, variable_names


@pytest.fixture
def env_file(tmp_path, monkeypatch):
    for name in variable_names().values():
        monkeypatch.delenv(name, raising=False)
    return tmp_path / ".env"


def test_nothing_set_is_enough_to_try_footnote(env_file):
    settings = read_settings(env_file)

    assert settings.command == "/threat"
    assert settings.slack_bot_token is None


def test_the_file_is_read_and_the_environment_wins(env_file, monkeypatch):
    env_file.write_text("FOOTNOTE_PORT=4000\nFOOTNOTE_COMMAND=/facts\nSLACK_BOT_TOKEN=xoxb-1\n")
    monkeypatch.setenv("FOOTNOTE_PORT", "5000")

    settings = read_settings(env_file)

    assert (settings.port, settings.command) == (5000, "/facts")
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1"


def test_an_empty_value_is_as_good_as_none(env_file):
    env_file.write_text("SLACK_APP_TOKEN=\n")

    assert read_settings(env_file).slack_app_token is None


def test_further_workspaces_are_listed_with_commas(env_file):
    env_file.write_text("FOOTNOTE_WORKSPACES=T0AAA, T0BBB\n")

    assert read_settings(env_file).workspaces == ("T0AAA", "T0BBB")


def test_how_likely_a_fact_must_be_is_what_the_matcher_has_by_itself(env_file):
    assert read_settings(env_file).least_confidence == LEAST_CONFIDENCE


def test_curators_are_people_and_groups(env_file):
    env_file.write_text("FOOTNOTE_CURATORS=U0ANA, S0CURATORS\n")

    assert read_settings(env_file).curators == ("U0ANA", "S0CURATORS")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("FOOTNOTE_PORT=many", "FOOTNOTE_PORT is wrong"),
        ("FOOTNOTE_PORT=99999", "FOOTNOTE_PORT is wrong"),
        (
            "FOOTNOTE_LEAST_CONFIDENCE=1.5",
            "FOOTNOTE_LEAST_CONFIDENCE is wrong: it is a number from 0 to 0.95",
        ),
        ("FOOTNOTE_LEAST_CONFIDENCE=half", "FOOTNOTE_LEAST_CONFIDENCE is wrong"),
        ("FOOTNOTE_GAP_ASKERS=maybe", "FOOTNOTE_GAP_ASKERS is wrong: it is true or false"),
        ("FOOTNOTE_COMMAND=threat", "FOOTNOTE_COMMAND is wrong"),
        ("FOOTNOTE_WORKSPACES=general", "“general” is not the id of a workspace"),
        ("FOOTNOTE_DATABASE_URL=mysql://h/b", "FOOTNOTE_DATABASE_URL is wrong: it is postgresql://"),
        ("FOOTNOTE_CURATORS=ana", "“ana” is not the id of a person"),
        ("SLACK_API_URL=slack.com", "SLACK_API_URL is wrong: it begins with http"),
        ("FOOTNOTE_PROT=3000", "Did you mean FOOTNOTE_PORT?"),
        ("FOOTNOTE_XYZZY=1", "The settings are"),
        ("SLACK_BOT_TOKN=xoxb-1", "Did you mean SLACK_BOT_TOKEN?"),
        ("FOOTNOTE_PORT=3000\nthis is no setting", ".env:2: not a setting"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(env_file, line, said):
    env_file.write_text(line)

    with pytest.raises(SettingsError) as caught:
        read_settings(env_file)

    assert said in str(caught.value)


def test_a_file_that_is_not_utf8_is_said(env_file):
    env_file.write_bytes(b"FOOTNOTE_COMMAND=/f\xff")

    with pytest.raises(SettingsError, match="Save it as UTF-8"):
        read_settings(env_file)


def test_what_belongs_to_another_app_is_left_alone(env_file):
    env_file.write_text("SLACK_CLIENT_ID=1.2\nOTHER=3\n")

    assert read_settings(env_file).port == 3000


@pytest.mark.parametrize(
    "line",
    ["SLACK_BOT_TOKEN=xoxb-very-secret", "FOOTNOTE_DATABASE_URL=postgresql://ana:very-secret@host/base"],
)
def test_a_secret_shows_in_no_print_of_the_settings(env_file, line):
    env_file.write_text(line)

    assert "very-secret" not in repr(read_settings(env_file))
