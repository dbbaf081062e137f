// Draws the thread at the side: the message it began with, the replies, a composer of its own.
import { h } from "../kit/dom.js";
import { composer } from "../messages/composer.js";
import { iconButton } from "../kit/icons.js";
import { remarksIn } from "./main_pane.js";
import { messageList } from "../messages/message_list.js";
import { atDepth, searchDeep } from "../session/depth.js";
import { showAside } from "../session/navigation.js";
import { store, conversation, message } from "../kit/store.js";
import { markThreadRead } from "../messages/thread_news.js";
import { whoAndWhere } from "./who.js";

const SEARCHING = "Looking for it…";
const GONE = "This message is no longer here.";

/** @param {Channel | null} where */
function isSearching(where) {
  return Boolean(where?.has_more) && !atDepth();
}

/** @param {Place} place */
export function threadPane({ channel, ts }) {
  const where = conversation(channel);
  const root = message(channel, ts);
  if (root) markThreadRead(channel, root);
  else if (isSearching(where)) queueMicrotask(searchDeep);
  return h(
    "aside",
    { class: "aside thread", "aria-label": "Thread", key: `thread ${ts}` },
    h(
      "header",
      { class: "pane-head" },
      whoAndWhere(),
      h("h2", null, "Thread"),
      h("p", { class: "topic" }, where?.kind === "channel" ? `#${where.name}` : ""),
      iconButton("close", "Close thread", () => showAside(null)),
    ),
    root && where ? talk(root, where) : h("p", { class: "empty" }, isSearching(where) ? SEARCHING : GONE),
  );
}

/** @param {Message} root @param {Channel} where */
function talk(root, where) {
  const inThread = where.messages.filter((one) => one.ephemeral && one.thread_ts === root.ts && one.ts !== root.ts);
  const known = new Set(root.replies.map((one) => one.ts));
  const replies = [...root.replies, ...inThread.filter((one) => !known.has(one.ts)), ...remarksIn(where.id, root.ts)];
  replies.sort((a, b) => Number(a.ts) - Number(b.ts));
  return [
    messageList([root, ...replies], where.id, "thread", {
      key: `${store.as} thread ${root.ts}`,
      label: "Thread",
      separators: false,
    }),
    composer({
      key: `${store.as} ${where.id} ${root.ts}`,
      channel: where.id,
      threadTs: root.ts,
      placeholder: "Reply…",
      broadcastTo: where.kind === "channel" ? where.name : null,
    }),
  ];
}
