"""What was explored together with one person: needs, constraints, confidence."""
