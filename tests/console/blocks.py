"""Slack's newer blocks, each as small as may be."""


def plain(length: int = 1) -> dict:
    return {"type": "plain_text", "text": "x" * length}


def cell(text: str = "x") -> dict:
    return {"type": "raw_text", "text": text}


def number(value: float) -> dict:
    return {"type": "raw_number", "value": value, "text": f"{value:,}"}


def rich_cell(text: str = "x") -> dict:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def table(*rows: list[dict], **fields) -> dict:
    return {"type": "table", "rows": list(rows) or [[cell()]], **fields}


def data_table(*rows: list[dict], **fields) -> dict:
    return {"type": "data_table", "caption": "c", "rows": list(rows) or [[cell()], [cell()]], **fields}


def alert(length: int = 1, **fields) -> dict:
    return {"type": "alert", "text": plain(length), **fields}


def card(**fields) -> dict:
    return {"type": "card", **(fields or {"title": plain()})}


def container(*children: dict, **fields) -> dict:
    inner = list(children) or [{"type": "divider"}]
    return {"type": "container", "title": plain(), "child_blocks": inner, **fields}


def icon_button(**fields) -> dict:
    return {"type": "icon_button", "icon": "trash", "text": plain(), "action_id": "trash", **fields}


def feedback(**fields) -> dict:
    good, bad = ({"text": plain(), "value": value} for value in ("good", "bad"))
    return {"type": "feedback_buttons", "positive_button": good, "negative_button": bad, **fields}


def context_actions(*elements: dict) -> dict:
    return {"type": "context_actions", "elements": list(elements) or [icon_button()]}


def markdown(length: int) -> dict:
    return {"type": "markdown", "text": "x" * length}
