"""Asking a model every question: prompts, engine processes over shards, logs that resume, answers as Parquet."""
