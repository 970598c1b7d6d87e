"""Identities that hold between the tables of a publication, by subject."""
