"""What blocks may show in this workspace alone: files uploaded here, newer blocks where Slack has them."""

from collections.abc import Iterator

from bot.console.delivering import AnyJson
from bot.console.team import Team


def unavailable(team: Team, value: AnyJson, path: str) -> Iterator[str]:
    """Yield what the workspace cannot show in valid blocks, and in all that they hold."""
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from unavailable(team, inner, f"{path}/{index}")
    elif isinstance(value, dict):
        if value.get("type") in team.lacks:
            yield f"unsupported type: {value['type']} [json-pointer:{path}]"
        if "slack_file" in value and not team.files.can_show(value["slack_file"]):
            yield f"invalid slack file [json-pointer:{path}/slack_file]"
        for name, inner in value.items():
            yield from unavailable(team, inner, f"{path}/{name}")
