// Works out where the time machine's buttons lead, on the wall clock of the playground's zone.
import { fromWall, wallValue } from "../kit/time.js";

const MORNING = "09:00";
const DAY_MS = 86_400_000;

// Monday to Friday; the playground knows nothing of anybody's holidays.
function isWeekday(day) {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday > 0 && weekday < 6;
}

function later(day, days) {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function nextWeekday(day) {
  let next = later(day, 1);
  while (!isWeekday(next)) next = later(next, 1);
  return next;
}

export function nextBusinessMorning(now) {
  const [day, time] = wallValue(now).split("T");
  if (isWeekday(day) && time < MORNING) return fromWall(`${day}T${MORNING}`);
  return fromWall(`${nextWeekday(day)}T${MORNING}`);
}

// The same wall time `count` weekdays on.
export function businessDaysOn(now, count) {
  const wall = wallValue(now).split("T");
  let day = wall[0];
  for (let step = 0; step < count; step += 1) day = nextWeekday(day);
  return fromWall(`${day}T${wall[1]}`);
}
