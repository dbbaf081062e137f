// Instants on the playground's wall clock, and back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { businessDaysOn, nextBusinessMorning } from "../../playground/page/js/bar/jumps.js";
import {
  dayLabel,
  fromWall,
  howLong,
  shortTime,
  slackDate,
  useClock,
  wallValue,
} from "../../playground/page/js/kit/time.js";

const TUESDAY = new Date("2026-03-03T10:00:00-05:00");
const SATURDAY = new Date("2026-03-07T10:00:00-05:00");

test("a wall time of every hour of a year comes back", () => {
  for (let hour = 0; hour < 24 * 365; hour += 1) {
    const instant = new Date(Date.UTC(2026, 0, 1, hour));
    const back = fromWall(wallValue(instant));
    assert.equal(back && wallValue(back), wallValue(instant));
  }
});

test("an hour that the clocks skip is the one after it", () =>
  assert.equal(fromWall("2026-03-08T02:30")?.toISOString(), "2026-03-08T07:30:00.000Z"));

test("what is no time is none", () => assert.equal(fromWall(""), null));

test("days near now have names", () => {
  assert.equal(dayLabel(TUESDAY, TUESDAY), "Today");
  assert.equal(dayLabel(new Date("2026-03-02T23:59:00-05:00"), TUESDAY), "Yesterday");
  assert.equal(dayLabel(new Date("2026-03-04T00:01:00-05:00"), TUESDAY), "Tomorrow");
  assert.equal(dayLabel(SATURDAY, TUESDAY), "Saturday, March 7");
  assert.equal(dayLabel(new Date("2025-12-24T12:00:00-05:00"), TUESDAY), "Wednesday, December 24, 2025");
});

test("a time of another day says which", () => {
  assert.equal(shortTime(TUESDAY, TUESDAY), "10:00 AM ET");
  assert.equal(shortTime(SATURDAY, TUESDAY), "Sat, Mar 7, 10:00 AM ET");
});

for (const [seconds, words] of /** @type {[number, string][]} */ ([
  [20, "under a minute"],
  [60, "1 min"],
  [-3600, "1 h"],
  [5400, "1 h 30 min"],
  [86_400, "1 d"],
  [90_000, "1 d 1 h"],
])) {
  test(`${seconds} s are ${words}`, () => assert.equal(howLong(seconds), words));
}

test("Slack's dates are written as its page says", () => {
  useClock(() => TUESDAY);
  const stamp = TUESDAY.getTime() / 1000;
  assert.equal(slackDate(`!date^${stamp}^{date_num} {time_secs}`, ""), "2026-03-03 10:00:00 AM");
  assert.equal(slackDate(`!date^${stamp}^{date_long} at {time}`, ""), "Tuesday, March 3rd, 2026 at 10:00 AM");
  assert.equal(slackDate(`!date^${stamp}^{date_short_pretty}`, ""), "Today");
  assert.equal(slackDate(`!date^${stamp}^due {date_pretty}`, ""), "due today");
  assert.equal(slackDate("!date^never^{date}", "some day"), "some day");
});

test("the next business morning is a weekday's at nine", () => {
  assert.equal(wallValue(nextBusinessMorning(new Date("2026-03-03T08:00:00-05:00"))), "2026-03-03T09:00");
  assert.equal(wallValue(nextBusinessMorning(TUESDAY)), "2026-03-04T09:00");
  assert.equal(wallValue(nextBusinessMorning(SATURDAY)), "2026-03-09T09:00");
});

test("five business days on is the same time a week later, over a change of the clocks too", () =>
  assert.equal(wallValue(businessDaysOn(TUESDAY, 5)), "2026-03-10T10:00"));
