"""Entries: one entry is one thing that counts. Append-only and sealed; a mistake is corrected by adding."""
