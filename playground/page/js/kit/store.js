// Holds what the page knows: the server's state, where the person is, and what is open on the screen.

export const store = {
  page: null, // the last answer of /page/state
  cast: null, // the last answer of /page/people
  fetchedAt: 0, // performance.now() of that answer; the shown clock runs on from there
  as: null,
  channel: null,
  tab: "messages", // of the app's conversation: home or messages
  thread: null, // {channel, ts}
  depth: 60, // how many of the newest messages of each channel are asked for
  shown: 60, // how many of them are drawn
  aside: null, // "thread", "due", "inspector" or "faults"
  open: null, // key of the one open menu
  drawer: false, // the side bar on a phone
  editing: null, // {channel, ts}
  confirm: null, // {confirm, proceed}
  lost: false, // the server does not answer
  travelling: false,
  playing: null, // {end} while time runs on by itself
  split: null, // {left, right}: the two places shown side by side
  hiddenModal: null, // signature of the stack the person just closed, until the server says so too
  drafts: new Map(),
  typed: new Map(), // view id → Map of "block/action" → value not yet confirmed by the server
  chosen: new Map(), // "channel/ts/block/action" → value chosen in a message
  labels: new Map(), // option value → what it is called
  waiting: new Set(), // keys of controls whose ack is awaited
  remarks: [], // Slackbot's words to this person: {as, channel, thread_ts, ts, text}
  toasts: [],
  newLine: new Map(), // channel → last_read when it was opened
  troubles: new Map(), // view id → what went wrong with the last submission
};

let paint = () => {};
let queued = false;

export function whenChanged(painter) {
  paint = painter;
}

// Paints right after the running event, so that the next key press meets what this one changed.
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

export function person(id) {
  return store.page?.people.find((one) => one.id === id) ?? null;
}

export function conversations() {
  return [...(store.page?.channels ?? []), ...(store.page?.dms ?? [])];
}

export function conversation(id = store.channel) {
  return conversations().find((one) => one.id === id) ?? null;
}

// What mrkdwn needs to know: who or what an id stands for.
export const names = {
  me: () => store.page?.me.id,
  person: (id) => person(id)?.real_name ?? null,
  channel: (id) => conversation(id)?.name ?? null,
  group: (id) => store.page?.usergroups.find((one) => one.id === id)?.handle ?? null,
};

export function message(channelId, ts) {
  for (const top of conversation(channelId)?.messages ?? []) {
    if (top.ts === ts) return top;
    const reply = top.replies.find((one) => one.ts === ts);
    if (reply) return reply;
  }
  return null;
}
