"""The help desk's HTTP API, as strict as Zendesk's."""

from playground.console.api.export_api import ExportApi
from playground.console.api.file_api import FileApi
from playground.console.api.oauth_api import OAuthApi
from playground.console.api.people_api import PeopleApi
from playground.console.api.ticket_api import TicketApi

__all__ = ["ExportApi", "FileApi", "OAuthApi", "PeopleApi", "TicketApi"]
