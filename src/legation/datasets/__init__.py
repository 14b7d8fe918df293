"""Event data sets of others and tables of any kind, to and from the one event table."""
