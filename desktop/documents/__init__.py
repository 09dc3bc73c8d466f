"""What leaves on paper: bytes made from frozen values. No Qt, no store, no network, no temporary file."""
