"""The text given back marked up: for people, for machines, as a page and as a Word file."""

from panshi.reviews.checker.marking.machine import machine
from panshi.reviews.checker.marking.pages import page
from panshi.reviews.checker.marking.terminal import terminal
from panshi.reviews.checker.marking.words import word_file

__all__ = ["machine", "page", "terminal", "word_file"]
