"""The Block Kit validator: what Slack would refuse, said before it is sent."""

from block_kit.surfaces import Surface, problems

__all__ = ["Surface", "problems"]
