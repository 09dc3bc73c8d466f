"""How the world changes what is kept here: sign-in, the wire, the exchange and its rhythm. Blocking, without Qt."""
