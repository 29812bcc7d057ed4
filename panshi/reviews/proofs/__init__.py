"""Proof bundles: a review, the entries its numbers count, and the signed checkpoint they lie under, in one file.

`bundle` writes one from a frozen review; `prove` checks one with no database and no settings, on any machine.
"""
