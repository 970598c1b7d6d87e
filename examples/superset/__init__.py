"""Apache Superset on a published folder: its own environment, and a dashboard made through its API."""
