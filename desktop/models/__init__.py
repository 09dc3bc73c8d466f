"""What the world is: frozen values and pure functions."""
