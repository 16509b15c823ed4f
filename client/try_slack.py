"""`make try-slack`: Footnote in a Slack that runs on this machine, to look at in a browser."""

import signal
import sys
import time
from typing import NoReturn

from client.errors import ClientError
from client.local_slack import LocalSlack, joined
from client.programs import free_port

LOOK_EVERY_S = 0.5
OPEN_TO_ALL = """\
The local Slack listens on every address of this machine, port {port}, and asks nobody for a password: whoever
reaches the port reads and writes there. Let a firewall close it, or do this only in a network that you trust.
"""
WHAT_TO_TYPE = """\
Open {address} and, as Ana in #threats, type:

  /threat afganistan     a name, misspelt; then press Share to channel, or pick from the menu (⋮) at a fact
  /threat iraq           two facts that contradict each other
  /threat digest         a form: what has changed, told regularly

Ben (Act as, at the top) is a curator. Where the page shows [rich_text], Slack itself shows the quote: that
block is unknown to the page. Ctrl-C ends both and keeps nothing.
"""


def main() -> None:
    """Run until Ctrl-C, a SIGTERM, or the end of the terminal."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    port = free_port()
    _tell(OPEN_TO_ALL.format(port=port))
    try:
        with joined("socket", port) as slack:
            _tell(WHAT_TO_TYPE.format(address=slack.address))
            _stay(slack)
    except ClientError as error:
        sys.exit(str(error))


def _stay(slack: LocalSlack) -> NoReturn:
    while slack.is_whole:
        time.sleep(LOOK_EVERY_S)
    raise ClientError("The local Slack or the bot has ended by itself. Start both again: `make try-slack`.")


def _leave(*_: object) -> NoReturn:
    sys.exit()


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
