"""files.*: upload in three steps, and looking a file up."""

import mimetypes

from playground.web_api.call import ApiCall, Method
from playground.workspace.json_types import JSON
from playground.workspace.model import PostedMessage, SlackFile
from playground.workspace.slack_json import file_json
from playground.workspace.state import SlackError, WorkspaceState
from playground.workspace.typed_text import sent_by_app


def new_file(state: WorkspaceState, name: str, user: str, content: bytes) -> SlackFile:
    """File new bytes under a new id."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = SlackFile(state.new_id("F"), name, user, content, kind, int(state.clock.now().timestamp()))
    with state.changing():
        state.files[file.id] = file
    return file


def get_upload_url(call: ApiCall) -> JSON:
    """First step: get an address for the bytes."""
    name, length = call.needed("filename"), call.number("length", 0)
    if length <= 0:
        raise SlackError("invalid_arguments")
    file = new_file(call.state, name, call.install.bot_user, b"")
    return {"upload_url": f"{call.state.url}upload/{file.id}", "file_id": file.id}


def complete_upload(call: ApiCall) -> JSON:
    """Third step: give the files titles and share them (the second is the bytes themselves)."""
    files = []
    for one in call.listed("files"):
        file = call.state.files.get(one.get("id", ""))
        if file is None or not file.content:
            raise SlackError("file_not_found")
        file.title = one.get("title") or file.name
        files.append(file)
    if not files:
        raise SlackError("invalid_arguments")
    for channel in [one for one in (call.text("channel_id"), *call.listed("channels")) if one]:
        call.arguments["channel"] = channel
        share(call, files)
    return {"files": [file_json(call.state, one) for one in files]}


def share(call: ApiCall, files: list[SlackFile]) -> None:
    """Post files into the channel as the bot."""
    conversation = call.joined()
    for file in files:
        file.shared_in.append(conversation.id)
    message = PostedMessage("", call.install.bot_user, sent_by_app(call.text("initial_comment")), by_app=True)
    message.thread_ts, message.files = call.text("thread_ts") or None, [one.id for one in files]
    message.subtype = "file_share"
    call.context.operations.share(conversation.id, message)


def file_info(call: ApiCall) -> JSON:
    """Return a whole file object, where an event only had a stub."""
    file = call.state.files.get(call.needed("file", "file_not_found"))
    if file is None:
        raise SlackError("file_not_found")
    return {"file": file_json(call.state, file), "comments": [], "response_metadata": {"next_cursor": ""}}


METHODS: dict[str, tuple[Method, tuple[str, ...]]] = {
    "files.getUploadURLExternal": (get_upload_url, ("files:write",)),
    "files.completeUploadExternal": (complete_upload, ("files:write",)),
    "files.info": (file_info, ("files:read",)),
}
