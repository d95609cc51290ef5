"""The nine tasks as questions: generated, worded in two languages, and proved from the stored records."""
