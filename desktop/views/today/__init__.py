"""What deserves a look today."""
