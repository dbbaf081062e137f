"""Calls to the support line, and the wrong PINs typed in them."""
