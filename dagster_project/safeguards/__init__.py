"""What removes personal data for good, and what proves it: retention, erasure of one person, rotation of the key."""
