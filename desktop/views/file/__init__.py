"""One person’s file: header, tabs, synthesis."""
