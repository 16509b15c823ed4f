"""Expected failures: each is one sentence that says what, where and what to do."""


class FootnoteError(Exception):
    """Something a person can mend; its text is shown to them as it is."""


class SettingsError(FootnoteError):
    """A setting is missing or wrong."""
