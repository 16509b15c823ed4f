"""Acts of curation become events of the ledger."""
