"""Plads: extracts in, validated stars and marts out."""

__version__ = "0.1.0"
