"""Before anything is readable: opening the vault, or making it."""
