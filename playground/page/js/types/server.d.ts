// The server's answers, as PAGE_API.md describes them, and what the page keeps beside them.

interface Person {
  id: string;
  name: string;
  real_name: string;
  team_id: string;
  team_name: string;
  title: string;
  is_bot: boolean;
  external: boolean;
  can_act: boolean;
  waiting?: number; // in the state only
}

interface Workspace {
  id: string;
  name: string;
  domain: string;
  app_installed: boolean;
}

interface SharedFile {
  id: string;
  name: string;
  mimetype: string;
  size: number;
  url: string;
  title: string;
}

interface Attachment {
  color?: string;
  pretext?: string;
  title?: string;
  text?: string;
  fallback?: string;
  author_name?: string;
  title_link?: string;
  fields?: { title?: string; value?: string }[];
  image_url?: string;
  footer?: string;
  blocks?: Block[];
}

interface Reaction {
  name: string;
  count: number;
  users: string[];
}

interface Message {
  ts: string;
  user: string;
  name: string;
  text: string;
  blocks: Block[];
  attachments?: Attachment[];
  thread_ts: string | null;
  reply_count: number;
  reply_users: string[];
  latest_reply?: string | null;
  replies: Message[];
  reactions: Reaction[];
  edited?: { user: string; ts: string } | null;
  files: SharedFile[];
  subtype?: string | null;
  is_bot: boolean;
  ephemeral: boolean;
  pinned?: boolean;
  mine?: boolean;
  permalink?: string;
  local?: boolean; // said by this page only
}

interface Channel {
  id: string;
  name: string;
  kind: "channel" | "im";
  user: string | null;
  is_private: boolean;
  is_ext_shared: boolean;
  connected_teams: string[];
  members: string[];
  topic: string;
  unread: number;
  mentions: number;
  waiting: number;
  last_read: string;
  pins: string[];
  messages: Message[];
  has_more: boolean;
}

interface View {
  id: string;
  view: { title: TextObject; submit?: TextObject; close?: TextObject; callback_id: string; blocks: Block[] };
  values: Record<string, Record<string, Value>>;
  errors: Record<string, string>;
  busy: boolean;
}

interface Due {
  at: string;
  what: string;
  to: string | null;
  ticket: string | null;
}

interface Shortcut {
  callback_id: string;
  name: string;
  description: string;
}

interface Faults {
  slow: number;
  twice: string | null;
  rate_limits: boolean;
  lost: number;
}

interface Page {
  ok: boolean;
  rev: number;
  now: string;
  time: { can_travel: boolean; travelling: boolean; zone?: string };
  me: Person;
  people: Person[];
  workspaces: Workspace[];
  usergroups: { id: string; handle: string; name: string; team_id: string; members: string[] }[];
  app: { id: string; name: string; bot_user: string; installed_here: boolean; home_tab: boolean };
  channels: Channel[];
  dms: Channel[];
  home: View | null;
  modal: { views: View[]; tab?: string } | null;
  commands: { command: string; description: string; usage_hint: string }[];
  message_shortcuts: Shortcut[];
  global_shortcuts: Shortcut[];
  due: Due[];
  connected: boolean;
  faults: Faults;
  pager: Pager;
  console: Console;
}

interface Console {
  answered: boolean;
  arriving: string;
  outage: string | null;
  tickets: DeskTicket[];
}

interface DeskTicket {
  id: number;
  at: string;
  updated_at: string;
  subject: string;
  status: string;
  priority: string | null;
  type: string | null;
  external_id: string | null;
  requester: string;
  assignee: string | null;
  assignee_user: string | null;
  tags: string[];
  merged_into: number | null;
  is_deleted: boolean;
  comments: DeskComment[];
}

interface DeskComment {
  id: number;
  at: string;
  author: string;
  is_staff: boolean;
  public: boolean;
  by_api: boolean;
  text: string;
  files: { name: string; url: string }[];
}

interface Pager {
  number: string;
  answers_calls: boolean;
  phones: { user: string; name: string; number: string }[];
  arriving: string;
  webhook_given_up: boolean;
  calls: PhoneCall[];
  texts: PhoneText[];
  incidents: PagerIncident[];
}

interface PhoneCall {
  sid: string;
  at: string;
  from: string;
  to: string;
  who: string;
  user: string | null;
  direction: string;
  status: string;
  awaits: string | null;
  answered_by: string | null;
  heard: string[];
  pressed: string[];
  problem: string | null;
}

interface PhoneText {
  sid: string;
  at: string;
  from: string;
  to: string;
  who: string;
  body: string;
}

interface PagerIncident {
  key: string;
  number: number;
  at: string;
  status: string;
  summary: string;
  by: string | null;
}

/** An answer that is not the whole state; `lost`: there was none. */
interface Answer {
  ok: boolean;
  lost?: boolean;
  shown?: string;
  error?: string;
  errors?: Record<string, string>;
  [more: string]: any;
}

interface Cast {
  ok: boolean;
  people: Person[];
  workspaces: Workspace[];
  start_as: string;
}

interface Entry {
  n: number;
  at: string;
  kind: string;
  title: string;
  to_app: boolean;
  request: object;
  response: { error?: string } | null;
  ok: boolean;
  ms: number;
  attempt: number;
  problems: string[];
}

/** A message, or the thread below it. */
interface Place {
  channel: string;
  ts: string;
}

interface Remark {
  as: string;
  channel: string;
  thread_ts: string | null;
  ts: string;
  text: string;
}

type Pane = "main" | "thread";
