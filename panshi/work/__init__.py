"""The rooms of work: one folder a line of work, each discovered by being here."""
