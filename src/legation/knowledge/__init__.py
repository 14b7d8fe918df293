"""What the program knows of the world: data files with sources, and their loaders."""
