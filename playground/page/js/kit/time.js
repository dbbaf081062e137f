// Shows instants on the playground's wall clock and reads wall times back into instants.

let zone = "America/New_York";
let currentTime = () => new Date();
/** @type {Record<string, string>} */
const LETTERS = {
  "America/New_York": "ET",
  "America/Chicago": "CT",
  "America/Denver": "MT",
  "America/Los_Angeles": "PT",
};
/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string | undefined} name */
export function useZone(name) {
  if (name) zone = name;
}

/** @param {() => Date} tell */
export function useClock(tell) {
  currentTime = tell;
}

export function zoneLetters() {
  return LETTERS[zone] ?? format(new Date(), { timeZoneName: "short" }).split(" ").pop();
}

/** @param {Date} date @param {Intl.DateTimeFormatOptions} options @param {string} [timeZone] */
export function format(date, options, timeZone = zone) {
  const id = timeZone + JSON.stringify(options);
  const known = formats.get(id) ?? new Intl.DateTimeFormat("en-US", { timeZone, ...options });
  formats.set(id, known);
  return known.format(date).replaceAll("\u202f", " ");
}

/** @param {string} ts */
export function fromTs(ts) {
  return new Date(Number(ts) * 1000);
}

/** @param {Date} date */
export function clockTime(date) {
  return format(date, { hour: "numeric", minute: "2-digit" });
}

/**
 * The local calendar day as "2026-03-03"; sorts and compares as text.
 * @param {Date} date
 * @param {string} [timeZone]
 */
export function dayKey(date, timeZone = zone) {
  /** @param {Intl.DateTimeFormatOptions} options */
  const part = (options) => format(date, options, timeZone);
  return `${part({ year: "numeric" })}-${part({ month: "2-digit" })}-${part({ day: "2-digit" })}`;
}

/** @param {Date} date @param {Date} now */
export function dayLabel(date, now) {
  if (dayKey(date) === dayKey(now)) return "Today";
  if (dayKey(date) === dayKey(new Date(now.getTime() - 86_400_000))) return "Yesterday";
  if (dayKey(date) === dayKey(new Date(now.getTime() + 86_400_000))) return "Tomorrow";
  const sameYear = dayKey(date).slice(0, 4) === dayKey(now).slice(0, 4);
  return format(date, { weekday: "long", month: "long", day: "numeric", ...(sameYear ? {} : { year: "numeric" }) });
}

/** @param {Date} date */
export function fullTime(date) {
  const day = format(date, { weekday: "short", month: "short", day: "numeric", year: "numeric" });
  return `${day}, ${clockTime(date)} ${zoneLetters()}`;
}

/** @param {Date} date @param {Date} now */
export function shortTime(date, now) {
  const time = `${clockTime(date)} ${zoneLetters()}`;
  if (dayKey(date) === dayKey(now)) return time;
  return `${format(date, { weekday: "short", month: "short", day: "numeric" })}, ${time}`;
}

/** @param {Date} date */
export function utcTime(date) {
  const day = format(date, { weekday: "short", month: "short", day: "numeric" }, "UTC");
  return `${day}, ${format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, "UTC")} UTC`;
}

/** @param {number} seconds */
export function howLong(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes < 1) return "under a minute";
  if (minutes >= 1440) return together(Math.round(minutes / 60), 24, "d", "h");
  return together(minutes, 60, "h", "min");
}

/** @param {number} small @param {number} many @param {string} large @param {string} unit */
function together(small, many, large, unit) {
  const whole = Math.floor(small / many);
  const rest = small % many;
  return [whole && `${whole} ${large}`, rest && `${rest} ${unit}`].filter(Boolean).join(" ");
}

/**
 * "2026-03-03T10:00" as the value of an <input type=datetime-local>.
 * @param {Date} date
 */
export function wallValue(date) {
  return `${dayKey(date)}T${format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })}`;
}

/**
 * The instant at which the zone's wall clock shows `value`; two rounds settle the offset across a change of the
 * clocks, a third one goes on from an hour that they skip.
 * @param {string} value
 */
export function fromWall(value) {
  const wanted = Date.parse(`${value}Z`);
  if (Number.isNaN(wanted)) return null;
  let guess = wanted;
  for (let round = 0; round < 3; round += 1) guess += wanted - Date.parse(`${wallValue(new Date(guess))}Z`);
  return new Date(guess);
}

/** @param {number} day */
function ordinal(day) {
  const tail = day % 100 > 10 && day % 100 < 14 ? 0 : day % 10;
  return `${day}${["th", "st", "nd", "rd"][tail] ?? "th"}`;
}

/**
 * <!date^stamp^format^link|fallback>, the formats of Slack's date formatting page.
 * @param {string} target
 * @param {string} fallback
 */
export function slackDate(target, fallback) {
  const [, stamp, pattern] = target.split("^");
  const date = new Date(Number(stamp) * 1000);
  if (!pattern || Number.isNaN(date.getTime())) return fallback || target;
  const day = ordinal(Number(format(date, { day: "numeric" })));
  const long = `${format(date, { month: "long" })} ${day}, ${format(date, { year: "numeric" })}`;
  /** @type {Record<string, string>} */
  const known = {
    date_num: dayKey(date),
    date: long,
    date_short: format(date, { month: "short", day: "numeric", year: "numeric" }),
    date_long: `${format(date, { weekday: "long" })}, ${long}`,
    time: clockTime(date),
    time_secs: format(date, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  };
  const pretty = /^date\w*_pretty$/;
  return pattern.replace(/\{(\w+)\}/g, (whole, name, at) => {
    const near = pretty.test(name) && nearDay(date, at === 0);
    return near || (known[name] ?? known[name.replace("_pretty", "")] ?? whole);
  });
}

/** @param {Date} date @param {boolean} starts */
function nearDay(date, starts) {
  const now = currentTime();
  const days = Math.round((Date.parse(dayKey(date)) - Date.parse(dayKey(now))) / 86_400_000);
  const word = { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days];
  return word && starts ? word[0].toUpperCase() + word.slice(1) : word;
}
