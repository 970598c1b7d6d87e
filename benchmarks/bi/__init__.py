"""How fast each door answers what BI tools ask, beside the same question to one flat Parquet file."""
