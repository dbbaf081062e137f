"""The same playground and visitor as for the bot's main job."""

from tests.browser.main_job.conftest import playground, start, visitor

__all__ = ["playground", "start", "visitor"]
