"""The diplomatic system as a text tells it: interests, proposals and links, with their evidence."""
