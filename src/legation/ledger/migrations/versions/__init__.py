"""One step a file; the number in its name is the schema version that it makes."""
