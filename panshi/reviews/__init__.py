"""Texts: composed from figures, frozen, exported, proven, and checked against the ledger."""
