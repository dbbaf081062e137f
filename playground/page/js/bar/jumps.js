// Works out where the time machine's buttons lead, on the wall clock of the playground's zone.
import { fromWall, wallValue } from "../kit/time.js";

const MORNING = "09:00";
const DAY_MS = 86_400_000;

/**
 * Monday to Friday; the playground knows nothing of anybody's holidays.
 * @param {string} day
 */
function isWeekday(day) {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday > 0 && weekday < 6;
}

/** @param {string} day @param {number} days */
function later(day, days) {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** @param {string} day */
function nextWeekday(day) {
  let next = later(day, 1);
  while (!isWeekday(next)) next = later(next, 1);
  return next;
}

/** @param {string} day @param {string} time @returns {Date} */
function instant(day, time) {
  return fromWall(`${day}T${time}`) ?? new Date(Number.NaN);
}

/** @param {Date} now */
export function nextBusinessMorning(now) {
  const [day, time] = wallValue(now).split("T");
  if (isWeekday(day) && time < MORNING) return instant(day, MORNING);
  return instant(nextWeekday(day), MORNING);
}

/**
 * The same wall time `count` weekdays on.
 * @param {Date} now
 * @param {number} count
 */
export function businessDaysOn(now, count) {
  const wall = wallValue(now).split("T");
  let day = wall[0];
  for (let step = 0; step < count; step += 1) day = nextWeekday(day);
  return instant(day, wall[1]);
}
