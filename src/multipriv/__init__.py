"""MultiPriv: individual-level privacy reasoning in vision-language models, measured on fictional people."""

__version__ = "0.3.0"
