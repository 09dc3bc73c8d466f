"""The tab Avenir: what chosen occupations ask for, and how far the person is."""
