// Draws plain descriptions of elements into the page and changes only what differs.

const AS_PROPERTY = new Set(["value", "checked", "disabled", "hidden", "indeterminate", "readOnly"]);
const NOT_WRITTEN = new Set(["oncreated", "onpatched", "xmlns"]);
const SVG = "http://www.w3.org/2000/svg";
/** @type {Drawn[]} */
let born = [];

/** @param {string} tag @param {Props | null} [props] @param {...Child} children */
export function h(tag, props, ...children) {
  const { key = null, ...rest } = props ?? {};
  return { tag, key, props: rest, children: tidy(children), el: null };
}

/**
 * A part that is rebuilt only when `signature` changes; long message lists stay cheap that way. Needs a key,
 * and must always build the same tag.
 * @param {string | number} key
 * @param {string} signature
 * @param {() => Drawn} build
 */
export function lazy(key, signature, build) {
  return { lazy: true, key, signature, build, props: {}, children: [], el: null };
}

/** @param {Element & { drawn?: Drawn[] }} container @param {...Child} nodes */
export function draw(container, ...nodes) {
  container.drawn = reconcile(container, container.drawn ?? [], tidy(nodes));
  const created = born;
  born = [];
  for (const node of created) node.props.oncreated?.(node.el);
}

/** @param {Child[]} children */
function tidy(children) {
  const flat = [];
  for (const child of /** @type {any[]} */ (children).flat(/** @type {1} */ (Infinity))) {
    if (child === null || child === undefined || child === false || child === true || child === "") continue;
    flat.push(typeof child === "object" ? child : { text: String(child), key: null });
  }
  return flat;
}

/** @param {Node & ParentNode} parent @param {Drawn[]} olds @param {Drawn[]} news */
function reconcile(parent, olds, news) {
  const find = matcher(olds);
  const current = news.map((node) => {
    const old = find.take(node);
    return old ? change(old, node) : create(node);
  });
  find.removeRest();
  current.forEach((node, index) => {
    const here = parent.childNodes[index] ?? null;
    if (here !== node.el) parent.insertBefore(node.el, here);
  });
  return current;
}

/**
 * Finds what an element was drawn as before: by key, else the next one of the same tag.
 * @param {Drawn[]} olds
 */
function matcher(olds) {
  const keyed = new Map(olds.filter((old) => old.key !== null).map((old) => [old.key, old]));
  const loose = olds.filter((old) => old.key === null);
  const rest = new Set(olds);
  /** @param {Drawn} node @returns {Drawn | null} */
  function take(node) {
    if (node.key !== null) return claim(keyed.get(node.key), node);
    while (loose.length && !alike(loose[0], node)) loose.shift();
    return claim(loose.shift(), node);
  }
  /** @param {Drawn | undefined} old @param {Drawn} node */
  function claim(old, node) {
    if (!old || !alike(old, node)) return null;
    rest.delete(old);
    return old;
  }
  return { take, removeRest: () => rest.forEach((old) => old.el.remove()) };
}

/** @param {Drawn} old @param {Drawn} node */
function alike(old, node) {
  if (node.lazy) return old.signature !== undefined;
  return old.tag === node.tag && old.signature === undefined;
}

/** @param {Drawn} node @returns {Drawn} */
function create(node) {
  if (node.build) return marked(create(node.build()), node);
  if (node.text !== undefined) {
    node.el = document.createTextNode(node.text);
    return node;
  }
  const tag = node.tag ?? "";
  node.el = node.props.xmlns === SVG ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(node.props)) write(node.el, name, value);
  if (node.props.oncreated) born.push(node); // parents first: a dialog opens before its field takes the focus
  node.children = reconcile(node.el, [], node.children);
  return node;
}

/** @param {Drawn} old @param {Drawn} node */
function change(old, node) {
  if (!node.build) return update(old, node);
  if (old.signature === node.signature) return old;
  return marked(update(old, node.build()), node);
}

/** @param {Drawn} built @param {Drawn} node */
function marked(built, node) {
  return Object.assign(built, { key: node.key, signature: node.signature });
}

/** @param {Drawn} old @param {Drawn} node */
function update(old, node) {
  node.el = old.el;
  if (node.text !== undefined) {
    if (node.text !== old.text) node.el.data = node.text;
    return node;
  }
  for (const name of Object.keys(old.props)) if (!(name in node.props)) write(node.el, name, undefined);
  for (const [name, value] of Object.entries(node.props)) {
    if (value !== old.props[name] || AS_PROPERTY.has(name)) write(node.el, name, value);
  }
  node.children = reconcile(node.el, old.children, node.children);
  node.props.onpatched?.(node.el);
  return node;
}

/** @param {any} el @param {string} name @param {any} value */
function write(el, name, value) {
  if (NOT_WRITTEN.has(name)) return;
  if (name === "vars") {
    for (const [custom, set] of Object.entries(value ?? {})) el.style.setProperty(custom, set);
  } else if (name.startsWith("on")) {
    el[name] = value ?? null;
  } else if (AS_PROPERTY.has(name)) {
    const wanted = value ?? (name === "value" ? "" : false);
    if (el[name] !== wanted) el[name] = wanted; // writing an equal value would still move the caret
  } else if (value === undefined || value === null || value === false) {
    el.removeAttribute(name);
  } else {
    el.setAttribute(name, value === true ? "" : value);
  }
}
