// Holds what the page knows: the server's state, where the person is, and what is open on the screen.

export const store = {
  /** @type {Page} the last answer of /page/state: nothing but main.js and session/ looks before there is one */
  page: /** @type {any} */ (null),
  /** @type {Cast} the last answer of /page/people */
  cast: /** @type {any} */ (null),
  /** @type {{ session?: string, can_start_over?: boolean }} the last answer of /page/session */
  session: {},
  fetchedAt: 0, // performance.now() of that answer; the shown clock runs on from there
  as: "",
  /** @type {string | null} */
  channel: null,
  tab: "messages", // of the app's conversation: home or messages
  /** @type {Place | null} */
  thread: null,
  depth: 60, // how many of the newest messages of each channel are asked for
  shown: 60, // how many of them are drawn
  /** @type {string | null} "thread", "due", "inspector", "faults", "pager", "console" or "search" */
  aside: null,
  /** @type {string | null} key of the one open menu */
  open: null,
  drawer: false, // the side bar on a phone
  /** @type {Place & { pane: Pane } | null} */
  editing: null,
  /** @type {{ confirm: Confirm, proceed: () => unknown, giveBackTo: Element | null } | null} */
  confirm: null,
  /** @type {string | null} ts of the message to point out */
  flash: null,
  lost: false, // the server does not answer
  travelling: false,
  /** @type {{ end: number } | null} while time runs on by itself */
  playing: null,
  /** @type {Record<string, string> | null} the addresses of the two halves shown side by side */
  split: null,
  /** @type {string | null} signature of the stack the person just closed, until the server says so too */
  hiddenModal: null,
  /** @type {Map<string, string>} */
  drafts: new Map(),
  /** @type {Map<string, Map<string, Value>>} view id → "block\naction" → value not yet confirmed by the server */
  typed: new Map(),
  /** @type {Map<string, Value>} "channel/ts/block/action" → value chosen in a message */
  chosen: new Map(),
  /** @type {Map<string, string>} option value → what it is called */
  labels: new Map(),
  /** @type {Set<string>} keys of controls whose ack is awaited */
  waiting: new Set(),
  /** @type {Remark[]} Slackbot's words to this person */
  remarks: [],
  /** @type {{ id: number, text: string, bad: boolean }[]} */
  toasts: [],
  /** @type {Map<string, string | null>} channel → last_read when it was opened */
  newLine: new Map(),
  /** @type {Map<string, string>} view id → what went wrong with the last submission */
  troubles: new Map(),
};

let paint = () => {};
let queued = false;

/** @param {() => void} painter */
export function whenChanged(painter) {
  paint = painter;
}

/** Paints right after the running event, so that the next key press meets what this one changed. */
export function redraw() {
  if (queued) return;
  queued = true;
  queueMicrotask(() => {
    queued = false;
    paint();
  });
}

export function now() {
  if (!store.page) return new Date();
  return new Date(Date.parse(store.page.now) + (performance.now() - store.fetchedAt));
}

/** @param {string | null} id */
export function person(id) {
  return store.page?.people.find((one) => one.id === id) ?? null;
}

export function conversations() {
  return [...(store.page?.channels ?? []), ...(store.page?.dms ?? [])];
}

/** @param {string | null} [id] */
export function conversation(id = store.channel) {
  return conversations().find((one) => one.id === id) ?? null;
}

/**
 * What mrkdwn needs to know: who or what an id stands for.
 * @type {Names}
 */
export const names = {
  me: () => store.page?.me.id,
  person: (id) => person(id)?.real_name ?? null,
  channel: (id) => conversation(id)?.name ?? null,
  group: (id) => store.page?.usergroups.find((one) => one.id === id)?.handle ?? null,
};

/** @param {string} channelId @param {string} ts */
export function message(channelId, ts) {
  for (const top of conversation(channelId)?.messages ?? []) {
    if (top.ts === ts) return top;
    const reply = top.replies.find((one) => one.ts === ts);
    if (reply) return reply;
  }
  return null;
}
