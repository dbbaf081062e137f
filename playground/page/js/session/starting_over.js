// Starts the playground over: everything said is gone, and the page begins as it did at first.
import * as api from "../kit/api.js";
import { store } from "../kit/store.js";
import { toast } from "./actions.js";

const LOOK_AGAIN_MS = 300;

/** Finds out whether this playground can begin again, and which session it is. */
export async function learnSession() {
  store.session = await api.session();
}

export async function startOver() {
  const answer = await api.startOver();
  if (!answer.ok) {
    toast(answer.shown, true);
    return;
  }
  while (!(await hasBegun())) await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
  sessionStorage.clear();
  location.replace("/");
}

async function hasBegun() {
  const { ok, session } = await api.session();
  return ok && session !== store.session.session;
}
