"""What must have come of one fact of a file, worked out without the ledger."""

from dataclasses import dataclass


@dataclass
class ExpectedFact:
    """A fact as files and people have left it: what its file said last, and what was decided since."""

    note: str
    status: str
    is_hidden: bool = False
    is_verified: bool = False
    is_gone: bool = False
    is_redacted: bool = False

    def __post_init__(self):
        self.is_hidden = self.status == "retracted"

    def said_by_its_file(self, note, status):
        """Take over what a file says, as a sync must."""
        # Words that were taken down stay away, and an id that vanished does not return for other words.
        if self.is_redacted or (self.is_gone and self.note != note):
            return
        if note != self.note:
            self.is_verified = False
        if status != self.status:
            self.is_hidden = status == "retracted"
        self.note, self.status, self.is_gone = note, status, False

    def acted_on(self, kind):
        """Do what a person does."""
        if kind == "redact":
            self.is_redacted = True
            return
        self.is_hidden = {"retract": True, "restore": False}.get(kind, self.is_hidden)
        self.is_verified = kind == "verify" or self.is_verified

    def is_kept_as(self, kept):
        """Tell whether the ledger keeps it so."""
        standing = kept.standing
        words = None if self.is_redacted else self.note
        return (
            (None if kept.body is None else kept.body.get("note", "")) == words
            and standing.is_redacted == self.is_redacted
            and (standing.retraction is not None) == self.is_hidden
            and (standing.verification is not None) == self.is_verified
        )
