"""Is what arrived likely? Periods against the calendar, figures and codes against earlier periods."""
