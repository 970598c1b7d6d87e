"""From files to loads in force: read, validate, accept or hold, and hand dbt a typed, pseudonymised start."""
