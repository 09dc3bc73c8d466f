"""Keys: derive, wrap, unlock. The only importer of keyring and argon2."""
