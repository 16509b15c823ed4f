"""The files under `knowledge/`: read, checked against their documents, and loaded."""
