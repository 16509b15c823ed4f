"""The settings, read once from the environment and `.env`."""

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from dotenv import dotenv_values
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

PREFIX = "FOOTNOTE_"


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
    knowledge_dir: Path = Path("knowledge")
    """The directory of entities, topics and dossiers."""
    seeds_dir: Path = Path("seeds")
    """The directory of the documents."""
    data_dir: Path = Path("data")
    """The directory that the bot writes to."""
    workspaces: Annotated[tuple[str, ...], NoDecode] = ()
    """Ids (T…) of further workspaces that are served, with commas; the token's own always is."""

    @field_validator("workspaces", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("workspaces")
    @classmethod
    def _team_ids(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for team_id in value:
            if not team_id.startswith(("T", "E")):
                raise ValueError(f"“{team_id}” is not the id of a workspace (T…)")
        return value


def read_settings(env_file: Path = Path(".env")) -> Settings:
    """Read the settings; raise SettingsError, naming the variable and the mend, if one is wrong."""
    _refuse_unknown({**dotenv_values(env_file), **os.environ})
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError(" ".join(_sentence(problem) for problem in error.errors())) from None


def variable_names() -> dict[str, str]:
    """Map each field of the settings to the environment variable that sets it."""
    names = {}
    for field, info in Settings.model_fields.items():
        alias = info.validation_alias
        names[field] = (
            str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"{PREFIX}{field.upper()}"
        )
    return names


def _refuse_unknown(environ: Mapping[str, str | None]) -> None:
    known = list(variable_names().values())
    for name in environ:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            ours = [one.removeprefix(PREFIX) for one in known if one.startswith(PREFIX)]
            near = difflib.get_close_matches(name.upper().removeprefix(PREFIX), ours, n=1)
            mend = f"Did you mean {PREFIX}{near[0]}?" if near else f"The settings are {', '.join(known)}."
            raise SettingsError(f"{name} is not a setting of Footnote. {mend}")


def _sentence(problem: Any) -> str:  # noqa: ANN401  # pydantic's ErrorDetails
    field = str(problem["loc"][0]) if problem["loc"] else ""
    variable = variable_names().get(field, field)
    what = problem["msg"].removeprefix("Value error, ")
    return f"{variable} is wrong: {what}. Mend it in .env or the environment."
