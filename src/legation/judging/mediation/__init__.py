"""Who could help two parties, in what role, and what stands in the way."""
