"""Forwarded messages: the attachment that stands for a message in the place to which it was shared."""

from playground.workspace.json_types import JSON
from playground.workspace.model import PostedMessage, SlackConversation
from playground.workspace.slack_json import message_json, permalink
from playground.workspace.state import WorkspaceState


def shared(state: WorkspaceState, conversation: SlackConversation, message: PostedMessage) -> JSON:
    """Return the attachment that a shared message becomes."""
    person, link = state.people.get(message.user), permalink(state, conversation, message)
    whole = message_json(state, conversation, message)
    said = {"team": conversation.team_id, "channel": conversation.id, "ts": message.ts}
    name = person.real_name if person else "Slackbot"
    return {
        "is_msg_unfurl": True,
        "is_share": True,
        "ts": message.ts,
        "channel_id": conversation.id,
        "channel_team": conversation.team_id,
        "author_id": message.user,
        "author_name": name,
        "author_subname": person.name if person else "slackbot",
        "author_link": f"https://{state.teams[conversation.team_id].domain}.slack.com/team/{message.user}",
        "text": message.text,
        "fallback": f"{name}: {message.text}",
        "from_url": link,
        "footer": "Slack Conversation" if conversation.is_im else f"Posted in #{conversation.name}",
        "mrkdwn_in": ["text"],
        "message_blocks": [{**said, "message": {"blocks": whole.get("blocks", [])}}],
    } | ({"files": whole["files"]} if "files" in whole else {})
