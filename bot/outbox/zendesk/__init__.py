"""The provider's console, where it is a Zendesk: asked and told over its Support API, version 2."""
