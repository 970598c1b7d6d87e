"""Other tools on the published tables: what they are given and how they are set up."""
