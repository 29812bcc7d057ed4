"""Composing: a Markdown template in which every number is a figure becomes a text in which every number is a claim.

`compose.compose` does it; `claims` and `wording` are pure data and pure functions, which the proof of a bundle shares.
"""
