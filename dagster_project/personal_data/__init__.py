"""Personal data: what class each column is of, why it is here and how long, and how a person or a period is removed."""
