"""What history says of the days ahead: what a sighting is worth, past questions, who is next."""
