"""Reading together: the shared view of one person's file, and the second screen turned towards them."""
