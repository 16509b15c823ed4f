"""The form that everything read from YAML has."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record that refuses unknown fields, so that a slip in YAML is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
