"""The xAPI resources as HTTP, and the pages on which people see what is in the store."""
