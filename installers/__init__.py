"""How Escale becomes a folder that runs on a machine without Python."""
