"""What must be fast, each as a ratio to a named limit that is measured in the same run."""
