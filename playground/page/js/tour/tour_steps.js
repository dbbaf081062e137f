// The guided tour's first five steps, through the app's main job: what to do next, where, and when it is done.
import { conversation, now, store } from "../kit/store.js";
import { format, wallValue } from "../kit/time.js";
import {
  CHANNEL,
  CIERRA,
  MAYA,
  as,
  ownWords,
  replies,
  appSaid,
  wordsOf,
  hasTicket,
  escalated,
  threadIsOpen,
  reminder,
  lateWords,
  find,
  button,
  links,
  summaryOf,
  goButton,
} from "./tour_facts.js";
import { outside } from "./tour_outside.js";

export const FOR_APP = "TAM Bot";
const TRIAGE = "C0TRIAGE";

/** @typedef {import("./tour_facts.js").Trip} Trip */
/** @typedef {{ words: string, at: (trip: Trip) => Element | null | undefined, inForm?: boolean }} Hint what to do next, and where */
/** @typedef {Hint & { first?: ((trip: Trip) => Hint | null)[], done: (trip: Trip) => boolean }} Task */
/** @typedef {{ title: string, done: string, tasks: Task[] }} Step */

/**
 * A task is done for good once it was done; what must be so `first` is asked for each time.
 * @type {Step[]}
 */
const IN_SLACK = [
  {
    title: "Say something as Maya",
    done: "The app answered in the thread: chat carries no SLA, a ticket does. It says so once a day, not at every message.",
    tasks: [
      {
        words: "Maya is a customer. Write what is wrong, such as “SMS to Verizon is failing”, and press Enter.",
        first: [daytime, as(MAYA), within(CHANNEL)],
        at: () => find(".main textarea"),
        done: (trip) => Boolean(ownWords(trip)),
      },
      {
        words: "The app has answered below your message. Press its replies to read them.",
        first: [as(MAYA), within(CHANNEL)],
        at: (trip) => summaryOf(trip.root),
        done: (trip) => threadIsOpen(trip) && appSaid(trip).length > 0,
      },
    ],
  },
  {
    title: "Open a ticket from it",
    done: "The ticket is open: its card says who answers and until when, and when the clock starts.",
    tasks: [
      {
        words: "Press “Open a ticket” under the app's answer.",
        first: [as(MAYA), inThread],
        at: () => button(".thread", "Open a ticket"),
        done: (trip) => store.page.modal !== null || hasTicket(trip),
      },
      {
        words: "Choose a product, leave the rest as it is, and press “Open ticket”.",
        first: [as(MAYA), formIsOpen("Open a ticket")],
        at: () => find("dialog.modal [type=submit]"),
        inForm: true,
        done: hasTicket,
      },
    ],
  },
  {
    title: "Answer it as Cierra",
    done: "The first answer stopped the clock in time. Both sides see it in the same thread.",
    tasks: [
      {
        words: "Cierra is Maya's TAM, and #tam-triage is her team's own channel: the customer never sees it.",
        first: [withTicket, as(CIERRA), within(TRIAGE)],
        at: () => null,
        done: (trip) => hasTicket(trip) && store.as === CIERRA && store.channel === TRIAGE,
      },
      {
        words: "The card says whose ticket it is and why. Follow its link “customer's thread”, to answer there.",
        first: [as(CIERRA)],
        at: (trip) => (threadIsOpen(trip) ? null : (links().at(-1) ?? summaryOf(trip.root))),
        done: (trip) => store.as === CIERRA && threadIsOpen(trip),
      },
      {
        words: "Write an answer, such as “Which carrier is it?”, and press Enter.",
        first: [as(CIERRA), inThread],
        at: () => find(".thread textarea"),
        done: (trip) => replies(trip).some((one) => one.user === CIERRA),
      },
    ],
  },
  {
    title: "Move the clock",
    done:
      "Five business days passed in a moment and Maya was reminded. Nudges and alarms come the same way; ▶ in the bar " +
      "plays whole weeks.",
    tasks: [
      {
        words: "Now it is Maya's turn. Press “Pending” on the card: we wait for her answer.",
        first: [withTicket, as(CIERRA), within(TRIAGE)],
        at: () => button(".main", "Pending"),
        done: () => Boolean(reminder()),
      },
      {
        words: "Open “what will happen”: a reminder to Maya now waits there.",
        at: () => find(".next-up"),
        done: () => store.aside === "due",
      },
      {
        words:
          "Press the time beside “Reminder to the customer”: the clock goes there, doing on the way all that is due.",
        first: [planIsOpen],
        at: () => goButton(),
        done: (trip) => Boolean(lateWords(trip)),
      },
      {
        words: "See what it did: open Maya's thread again.",
        first: [within(CHANNEL)],
        at: (trip) => summaryOf(trip.root),
        done: threadIsOpen,
      },
    ],
  },
  {
    title: "Escalate, and acknowledge",
    done: "That is the whole job in Slack: chat, ticket, answer, reminder, escalation.",
    tasks: [
      {
        words: "It got worse. As Maya, press “Escalate” on the ticket's card.",
        first: [withTicket, as(MAYA), inThread],
        at: () => button(".thread", "Escalate"),
        done: (trip) => store.page.modal !== null || escalated(trip),
      },
      {
        words: "Choose a reason, say how to reach you, and press “Escalate”.",
        first: [as(MAYA), formIsOpen("Escalate")],
        at: () => find("dialog.modal [type=submit]"),
        inForm: true,
        done: escalated,
      },
      {
        words: "Cierra was pinged and the next in line waits. As Cierra, press “Acknowledge” in #tam-triage.",
        first: [as(CIERRA), within(TRIAGE)],
        at: () => button(".main", "Acknowledge") ?? button(".thread", "Acknowledge"),
        done: (trip) => replies(trip).some((one) => /acknowledged the escalation/i.test(wordsOf(one))),
      },
    ],
  },
];

/** All the steps of the tour. */
export function steps() {
  return [...IN_SLACK, ...outside()];
}

// --- what must be so first: each gives a hint while it is not so, and null once it is

/** @param {string} channel @returns {() => Hint | null} */
function within(channel) {
  return () => {
    if (store.channel === channel) return null;
    const name = conversation(channel)?.name ?? channel;
    return { words: `Go to #${name}.`, at: () => find(`.sidebar [data-channel="${channel}"]`) };
  };
}

/** @param {Trip} trip @returns {Hint | null} */
function inThread(trip) {
  if (threadIsOpen(trip)) return null;
  const elsewhere = within(CHANNEL)();
  if (elsewhere) return elsewhere;
  if (trip.root) return { words: "Open the thread below Maya's message.", at: () => summaryOf(trip.root) };
  return as(MAYA)() ?? { words: "First say something here, as Maya.", at: () => find(".main textarea") };
}

/**
 * For whoever skipped the step before.
 * @param {Trip} trip
 */
function withTicket(trip) {
  if (hasTicket(trip)) return null;
  const words = "This needs a ticket: press “Open a ticket”, choose a product and send the form.";
  return as(MAYA)() ?? inThread(trip) ?? { words, at: () => button(".thread", "Open a ticket") };
}

/** @param {string} name @returns {(trip: Trip) => Hint | null} */
function formIsOpen(name) {
  return (trip) => {
    if (store.page.modal) return null;
    return inThread(trip) ?? { words: `Press “${name}” again.`, at: () => button(".thread", name) };
  };
}

function planIsOpen() {
  if (store.aside === "due") return null;
  return { words: "Open “what will happen” again.", at: () => find(".next-up") };
}

function daytime() {
  const [day, time] = wallValue(now()).split("T");
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  if (weekday > 0 && weekday < 6 && time >= "09:00" && time < "16:00") return null;
  if (!store.page.time.can_travel) return null;
  const today = format(now(), { weekday: "long" });
  return {
    words: `In New York it is ${today}, ${time}: few are at work. Move the clock to the next morning first.`,
    at: () => find('.jump[aria-label^="Move to the next business"]'),
  };
}
