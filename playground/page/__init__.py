"""The web page: its files, and the API that it draws itself from."""
