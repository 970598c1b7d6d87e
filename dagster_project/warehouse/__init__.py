"""Running dbt: what has to be built, with what, and what was built the last time."""
