// Reads what is filled in: Slack's initial values in a block's element, as the page's plain VALUE.

/** @param {BlockElement} element */
export function initialValue(element) {
  /** @param {Option[] | undefined} options */
  const list = (options) => (options?.length ? options.map((option) => option.value) : null);
  switch (element.type) {
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return element.initial_option?.value ?? null;
    case "multi_static_select":
    case "multi_external_select":
    case "checkboxes":
      return list(element.initial_options);
    case "datepicker":
      return element.initial_date ?? null;
    case "timepicker":
      return element.initial_time ?? null;
    case "datetimepicker":
      return element.initial_date_time ?? null;
    default:
      return pickedInitially(element);
  }
}

/** @param {BlockElement} element */
function pickedInitially(element) {
  const keys = ["initial_value", "initial_user", "initial_users", "initial_conversation", "initial_conversations"];
  for (const key of [...keys, "initial_channel", "initial_channels"]) {
    const value = element[/** @type {`initial_${string}`} */ (key)];
    if (value !== undefined) return value;
  }
  return null;
}

/** @param {BlockElement} element */
function allOptions(element) {
  return element.options ?? (element.option_groups ?? []).flatMap((group) => group.options);
}

/**
 * Every option the element itself knows, so that a chosen value can be called by its text.
 * @param {BlockElement} element
 */
export function knownOptions(element) {
  const initial = [element.initial_option, ...(element.initial_options ?? [])].filter(Boolean);
  return [...allOptions(element), .../** @type {Option[]} */ (initial)];
}
