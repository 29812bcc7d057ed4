"""The checker: every number of a text found, sorted, tied to its figure and held against the ledger."""
