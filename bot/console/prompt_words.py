"""What the console says of itself: what can be typed."""

from bot.console.team import BOT_NAME

USAGES = {
    "as": "Say who types: `as ben`. `people` says who there is.",
    "in": "Say which channel: `in #curation`. `people` says who is where.",
    "say:": "Say what: `say: The Taliban rule Kabul.`",
    "/invite": f"Say whom: `/invite @{BOT_NAME}`.",
    "/remove": "Say whom: `/remove @gil`.",
    "share": "Say which channel: `share #general`.",
    "unshare": "Say which channel: `unshare #partners`.",
}
"""What a word that lacks its other half needs."""

HELP = """\
Footnote, in a Slack that runs on this machine. {standing}

  {command} afghanistan
  @{name} who are the Hazara?
  attacks in Kabul

The first asks for yourself, the second in the channel, the third in a direct
message. A number presses a button; 4.2 picks the second option of menu 4.
`home` opens the bot's own page, `messages` the direct messages. `as ben` lets
Ben type, `in #curation` changes the channel, `people` says who there is, `help`
shows this again, `quit` or Ctrl-D leaves.

`say: text` says something that is not for the bot. `/shortcut` lists what was
said and the bot's shortcuts, `/shortcut 2 check` does one on message 2.

`/invite @{name}` lets the bot into the channel, `/invite @gil` a guest, and
`/remove @gil` takes him out. `share #general` lets another organisation into a
channel, `unshare #general` ends that.

Where a form is open, `1: text` fills in field 1, `2: kab` looks for what begins
so, and `2.1` picks the first of those. `submit` sends it, `cancel` closes it.
"""
"""Takes the slash command, the bot's name, and who types where."""
