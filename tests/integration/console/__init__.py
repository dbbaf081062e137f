"""The provider's console over HTTP, which is a fake one on this machine."""
