// Slack's Block Kit as the page draws it, and where blocks stand (blocks/surfaces.js).

type Value = any; // see VALUE in PAGE_API.md: what it is follows from the element's type

interface TextObject {
  type: string;
  text: string;
  emoji?: boolean;
}

interface Option {
  text: TextObject;
  value: string;
  description?: TextObject;
  url?: string;
}

interface OptionGroup {
  label?: TextObject;
  options: Option[];
}

interface Confirm {
  title: TextObject;
  text: TextObject;
  confirm?: TextObject;
  deny?: TextObject;
  style?: string;
}

/** An interactive element, or a picture among them; which fields are there follows from its type. */
interface BlockElement {
  type: string;
  action_id: string;
  text: TextObject;
  placeholder?: TextObject;
  accessibility_label?: string;
  style?: string;
  url?: string;
  value?: string;
  confirm?: Confirm;
  options: Option[];
  option_groups?: OptionGroup[];
  initial_option?: Option;
  initial_options?: Option[];
  initial_date?: string;
  initial_time?: string;
  initial_date_time?: number;
  min_query_length?: number;
  max_selected_items?: number;
  min_length?: number;
  max_length?: number;
  multiline?: boolean;
  is_decimal_allowed?: boolean;
  focus_on_load?: boolean;
  dispatch_action_config?: { trigger_actions_on?: string[] };
  image_url: string;
  alt_text: string;
  [initial: `initial_${string}`]: unknown;
}

type OfElement<Result> = (block: Block, element: BlockElement) => Result;
type WithValue<Result> = (block: Block, element: BlockElement, value?: Value) => Result;

interface RichText {
  type: string;
  elements: RichText[];
  style?: any; // "ordered" or "bullet" of a list, else {bold, italic, strike, code}
  indent?: number;
  offset?: number;
  text: string;
  url: string;
  name: string;
  user_id: string;
  channel_id: string;
  usergroup_id: string;
  range: string;
  timestamp: number;
  format: string;
  fallback?: string;
}

interface Block {
  type: string;
  block_id: string;
  text: any; // a TextObject; of a markdown block a string
  fields?: TextObject[];
  accessory?: BlockElement;
  element: BlockElement;
  elements: any[]; // BlockElement, TextObject or RichText, by the block's type
  label: TextObject;
  hint?: TextObject;
  optional?: boolean;
  dispatch_action?: boolean;
  title?: TextObject;
  image_url: string;
  alt_text: string;
}

interface Names {
  me?: () => string | undefined;
  person: (id: string) => string | null;
  channel: (id: string) => string | null;
  group: (id: string) => string | null;
}

/** Where blocks stand: what is filled in there, and where a click goes (blocks/surfaces.js). */
interface Surface {
  key: string;
  where: Record<string, string>;
  names: Names;
  value: OfElement<Value>;
  change: WithValue<Promise<Answer>>;
  click: WithValue<Promise<Answer>>;
  edit: WithValue<unknown>;
  error: (blockId: string) => string | null;
  waiting: OfElement<boolean>;
}

/** What an input block says of its element. */
interface About {
  label: string;
  required: boolean;
  id?: string;
  described?: string;
  invalid?: boolean;
}
