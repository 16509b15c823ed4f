"""Expected failures: each is one sentence that says what, where and what to do."""


class FootnoteError(Exception):
    """Something a person can mend; its text is shown to them as it is."""

    in_public = ""
    """What people in Slack are told instead, where the text is for whoever runs the bot."""


class SettingsError(FootnoteError):
    """A setting is missing or wrong."""
