"""Definitions: a figure is a declared question over one kind of entry, computed anywhere and traced."""
