"""Adopting: a checked text becomes a template, and the template next year's text with its doubtful sentences pointed out.

`adopt.adopt` makes the template; `doubts.pointed_out` looks at it in another period; `services` keep both.
"""
