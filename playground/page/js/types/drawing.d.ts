// What is drawn: descriptions of elements, and the handlers among their attributes (kit/dom.js).

/** Whatever was drawn: who handles it knows which of these it is. */
type DrawnElement = HTMLInputElement & HTMLTextAreaElement & HTMLDialogElement;
type Child = Drawn | string | number | boolean | null | undefined | Child[];
type On<E extends Event> = ((event: E & { currentTarget: DrawnElement; target: DrawnElement }) => unknown) | null;

interface Props {
  key?: string | number | null;
  class?: string;
  vars?: Record<string, string>;
  keepFocus?: boolean;
  oncreated?: (el: DrawnElement) => unknown;
  onpatched?: (el: DrawnElement) => unknown;
  onclick?: On<MouseEvent>;
  oninput?: On<InputEvent>;
  onchange?: On<Event>;
  onkeydown?: On<KeyboardEvent>;
  onblur?: On<FocusEvent>;
  onfocusin?: On<FocusEvent>;
  onpointerdown?: On<PointerEvent>;
  onscroll?: On<Event>;
  onsubmit?: On<SubmitEvent>;
  oncancel?: On<Event>;
  [attribute: string]: unknown;
}

/** An element, a text or a lazily built part, as it is to be drawn; `el` once it was. */
interface Drawn {
  key: string | number | null;
  tag?: string;
  props: Props;
  children: Drawn[];
  el: any; // an Element or a Text, by whether there is a `tag` or a `text`
  text?: string;
  lazy?: boolean;
  signature?: string;
  build?: () => Drawn;
}

// All that the page looks for in itself are HTML elements.
interface ParentNode {
  querySelector(selectors: string): HTMLElement | null;
  querySelectorAll(selectors: string): NodeListOf<HTMLElement>;
}
interface Element {
  closest(selectors: string): HTMLElement | null;
}
