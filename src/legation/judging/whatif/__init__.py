"""What if: typed assumptions, the tables as they would stand, and what leads to what."""
