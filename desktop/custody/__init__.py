"""Acts on vault and store together: seal, anchor, open, rotate, back up, restore, rehearse, look for remnants."""
