"""Before a day away from the network, and after it."""
