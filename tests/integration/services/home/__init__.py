"""The Home tab: what is drawn, when, for whom."""
