"""legation reads the news on a diplomatic question and keeps the file."""

__version__ = "0.1.0"
