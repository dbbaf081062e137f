"""The control API: how tests in any language and the page steer the playground."""
