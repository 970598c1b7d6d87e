"""How a delivery becomes a file: dialects, CSV, Parquet and Excel, streaming and byte for byte repeatable."""
