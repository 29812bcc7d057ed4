"""The xAPI record store: statements, documents and attachments of any learning program, kept to the published specifications."""
