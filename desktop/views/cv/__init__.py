"""What is chosen for a working CV, how it is ordered and said, and the way to paper."""
