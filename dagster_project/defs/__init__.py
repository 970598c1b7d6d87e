"""Dagster's nouns, one module each; every module says what belongs in it and what does not."""
