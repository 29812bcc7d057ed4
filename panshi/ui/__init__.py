"""The shared kit of pages: base template, parts, tags, styles. It knows no subject."""
