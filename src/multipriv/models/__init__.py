"""Who answers: the embedded reader, references that need no truth, and the catalogue of models."""
