"""The settings, read once from the environment and `.env`."""

import difflib
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from dotenv.parser import parse_stream
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

Tlp: TypeAlias = Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
"""As in bot.domain.handling, which this room is below."""

PREFIX = "FOOTNOTE_"
SLACK_PREFIX = "SLACK_"
_RULES = {
    "FOOTNOTE_CEILING": "it is CLEAR, GREEN, AMBER, AMBER+STRICT or RED",
    "FOOTNOTE_COMMAND": "it begins with / and goes on with at most 31 small letters, digits, - or _",
    "SLACK_API_URL": "it begins with http:// or https:// and ends with /",
    "FOOTNOTE_PORT": "it is a whole number from 0 to 65535",
    "FOOTNOTE_CORRECTION_DAYS": "it is a whole number of days from 1 to 3650",
    "FOOTNOTE_CURATORS_CHANNEL": "it is the id of a channel, C… or G…",
    "FOOTNOTE_GAP_ASKERS": "it is true or false",
    "FOOTNOTE_LEAST_CONFIDENCE": "it is a number from 0 to 0.95",
    "FOOTNOTE_METRICS": "it is true or false",
    "FOOTNOTE_DATABASE_URL": "it is postgresql://user:password@host:port/database",
}


def _slack(name: str) -> Any:  # noqa: ANN401  # pydantic's Field() is typed so
    return Field(default=None, validation_alias=AliasChoices(name))


class Settings(BaseSettings):
    """Everything that may differ between two places where Footnote runs."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        use_attribute_docstrings=True,
    )

    slack_bot_token: SecretStr | None = _slack("SLACK_BOT_TOKEN")
    """The bot token (xoxb-…) of the workspace that is served."""
    slack_app_token: SecretStr | None = _slack("SLACK_APP_TOKEN")
    """The app-level token (xapp-…); where it is set, Footnote uses Socket Mode instead of HTTP."""
    slack_signing_secret: SecretStr | None = _slack("SLACK_SIGNING_SECRET")
    """The signing secret; HTTP needs it."""
    slack_api_url: str = Field(
        default="https://slack.com/api/",
        validation_alias=AliasChoices("SLACK_API_URL"),
        pattern=r"^https?://\S+/$",
    )
    """Where Slack's Web API is; ends with a slash."""
    command: str = Field(default="/threat", pattern=r"^/[a-z0-9_-]{1,31}$")
    """The slash command, as the app's manifest names it."""
    host: str = "127.0.0.1"
    """The address that HTTP listens on."""
    port: int = Field(default=3000, ge=0, le=65535)
    """The port that HTTP listens on; 0 takes a free one."""
    metrics: bool = True
    """Whether HTTP shows what is counted, at /metrics, for Prometheus."""
    knowledge_dir: Path = Path("knowledge")
    """The directory of entities, topics and dossiers."""
    seeds_dir: Path = Path("seeds")
    """The directory of the documents."""
    data_dir: Path = Path("data")
    """The directory of the SQLite database."""
    index_dir: Path | None = None
    """The directory of the saved index; without one beside the SQLite database, on PostgreSQL nowhere."""
    database_url: SecretStr | None = None
    """A PostgreSQL server's, postgresql://user:password@host:port/database; without one SQLite is used."""
    workspaces: Annotated[tuple[str, ...], NoDecode] = ()
    """Ids (T…) of further workspaces that are served, with commas; the token's own always is."""

    ceiling: Tlp = "AMBER"
    """The strictest marking that is told in channels and to people inside: CLEAR, GREEN, AMBER, AMBER+STRICT
    or RED. Where guests or other organisations are it is CLEAR, whatever this says."""
    ceilings: Annotated[dict[str, Tlp], NoDecode] = Field(default_factory=dict)
    """Other ceilings for single channels (C…, G…) and people (U…, W…), with commas: C0123=RED,U0456=GREEN."""
    least_confidence: float = Field(default=0.66, ge=0, le=0.95)
    """How likely, from 0 to 1, a fact must be to answer a question; where none is, there is nothing on it."""
    correction_days: int = Field(default=180, ge=1, le=3650)
    """Days for which a message is corrected after it was posted."""
    curators_channel: str | None = Field(default=None, pattern=r"^[CG][A-Z0-9]{2,}$")
    """The id (C… or G…) of the curators' channel: what is flagged or proposed is told there, and what could
    not be corrected."""
    curators: Annotated[tuple[str, ...], NoDecode] = ()
    """Who may decide on facts in Slack: ids of people (U…, W…) and of user groups (S…), with commas."""
    gap_askers: bool = False
    """Whether it is kept who asked what nothing answers, for the curators to see."""

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(("postgresql://", "postgres://")):
            raise ValueError("not a URL of PostgreSQL")
        return value

    @field_validator("workspaces", "curators", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("ceilings", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        pairs = [each.partition("=") for each in value.replace(",", " ").split()]
        return {place: tlp.upper() for place, _, tlp in pairs}

    @field_validator("ceilings")
    @classmethod
    def _places(cls, value: dict[str, Tlp]) -> dict[str, Tlp]:
        for place in value:
            if not place.startswith(("C", "G", "U", "W")):
                raise ValueError(f"“{place}” is not the id of a channel (C…, G…) or of a person (U…, W…)")
        return value

    @field_validator("workspaces")
    @classmethod
    def _team_ids(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for team_id in value:
            if not team_id.startswith("T"):
                raise ValueError(f"“{team_id}” is not the id of a workspace (T…)")
        return value

    @field_validator("curators")
    @classmethod
    def _people_ids(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            if not each.startswith(("U", "W", "S")):
                raise ValueError(f"“{each}” is not the id of a person (U…) or of a user group (S…)")
        return value


def read_settings(env_file: Path = Path(".env")) -> Settings:
    """Read the settings; raise SettingsError, naming the variable and the mend, if one is wrong."""
    _refuse_unknown(_read_file(env_file), os.environ)
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError(" ".join(_sentence(problem) for problem in error.errors())) from None


def _read_file(env_file: Path) -> dict[str, str | None]:
    """Read `.env` by the rules of python-dotenv, which itself only warns of a line it cannot read."""
    if not env_file.is_file():
        return {}
    try:
        lines = list(parse_stream(io.StringIO(env_file.read_text("utf-8"))))
    except OSError as error:
        raise SettingsError(
            f"{env_file} cannot be read ({error.strerror}). Let the user that runs Footnote read it."
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{env_file} is not UTF-8 ({error.reason}). Save it as UTF-8.") from error
    for line in lines:
        if line.error:
            raise SettingsError(
                f"{env_file}:{line.original.line}: not a setting. Write NAME=value, or # before it."
            )
        if line.key and line.key.startswith(SLACK_PREFIX):
            _refuse_misspelt(line.key)
    return {line.key: line.value for line in lines if line.key}


def _refuse_misspelt(name: str) -> None:
    """Refuse what is nearly one of Slack's variables; others' SLACK_… are none of our business."""
    ours = [one for one in variable_names().values() if one.startswith(SLACK_PREFIX)]
    near = difflib.get_close_matches(name, ours, n=1, cutoff=0.9)
    if near and name not in ours:
        raise SettingsError(f"{name} is not a setting of Footnote. Did you mean {near[0]}?")


def variable_names() -> dict[str, str]:
    """Map each field of the settings to the environment variable that sets it."""
    names = {}
    for field, info in Settings.model_fields.items():
        alias = info.validation_alias
        names[field] = (
            str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"{PREFIX}{field.upper()}"
        )
    return names


def _refuse_unknown(file: Mapping[str, str | None], environ: Mapping[str, str]) -> None:
    """Refuse what is no setting: anything in the file, only near misses in the environment.

    Kubernetes sets FOOTNOTE_SERVICE_HOST and its like for a service named footnote.
    """
    known = [one for one in variable_names().values() if one.startswith(PREFIX)]
    for name in {**file, **environ}:
        if not name.upper().startswith(PREFIX) or name.upper() in known:
            continue
        ours = [one.removeprefix(PREFIX) for one in known]
        near = difflib.get_close_matches(name.upper().removeprefix(PREFIX), ours, n=1)
        if near:
            raise SettingsError(f"{name} is not a setting of Footnote. Did you mean {PREFIX}{near[0]}?")
        if name in file:
            raise SettingsError(f"{name} is not a setting of Footnote. The settings are {', '.join(known)}.")


def _sentence(problem: Any) -> str:  # noqa: ANN401  # pydantic's ErrorDetails
    field = str(problem["loc"][0]) if problem["loc"] else ""
    variable = variable_names().get(field, field)
    what = _RULES.get(variable) or problem["msg"].removeprefix("Value error, ")
    return f"{variable} is wrong: {what}. Mend it in .env or the environment."
