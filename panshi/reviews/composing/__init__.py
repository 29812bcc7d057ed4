"""Composing: a Markdown template in which every number is a figure becomes a text in which every number is a claim."""

from panshi.reviews.composing.claims import Claim, Composed
from panshi.reviews.composing.compose import compose, compose_or_mistakes
from panshi.reviews.composing.mistakes import Mistake

__all__ = ["Claim", "Composed", "Mistake", "compose", "compose_or_mistakes"]
