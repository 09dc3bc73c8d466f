"""What a newer version of the ROME changes, for the referential and for the people followed."""
