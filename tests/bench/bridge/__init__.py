"""Many tickets on both sides of the console bridge, on bad lines: do both sides agree at the end?"""
