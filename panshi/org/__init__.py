"""Units (a tree), people, postings, roles, and what a role may do in which part of the tree."""
