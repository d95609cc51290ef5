"""Reading pictures as a stranger would: what is legible, what an exposure explains, what looks private beyond that."""
