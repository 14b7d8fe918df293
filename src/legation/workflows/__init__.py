"""The data flow, one file a family of verbs; the only place where rooms meet."""
