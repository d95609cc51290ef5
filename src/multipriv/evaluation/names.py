"""The names of the references that need the truth."""

REFERENCES = ("oracle", "near-miss")
