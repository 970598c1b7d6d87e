"""Everything that imports Great Expectations (seconds), so that nothing outside this package does.

`dagster_project.validation.validate` imports it inside the function, once and late.
"""
