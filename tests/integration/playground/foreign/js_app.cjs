// The greeter with Bolt for JavaScript: `node js_app.cjs socket` or `http`; says "ready" when it is.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { App, LogLevel } = require("@slack/bolt");

const env = process.env;
const form = JSON.parse(readFileSync(join(__dirname, "form.json"), "utf8"));
const button = { type: "button", action_id: "open", text: { type: "plain_text", text: "Open the form" } };
const overHttp = process.argv[2] === "http";

const app = new App({
  token: env.SLACK_BOT_TOKEN,
  signingSecret: env.SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: env.SLACK_API_URL },
  logLevel: LogLevel.ERROR,
  ...(overHttp ? {} : { socketMode: true, appToken: env.SLACK_APP_TOKEN }),
});

app.message("hello", async ({ event, say, client }) => {
  const { user } = await client.users.info({ user: event.user });
  await say({ text: `Hi ${user.real_name}`, thread_ts: event.ts });
  await say({ text: "Shall we?", blocks: [{ type: "actions", elements: [button] }], thread_ts: event.ts });
});

app.event("reaction_added", async ({ event, client }) => {
  await client.chat.postMessage({ channel: event.item.channel, text: `${event.reaction} to you, too` });
});

app.command("/greet", async ({ ack, body }) => {
  await ack(`You typed ${body.text}`);
});

const openForm = async ({ ack, body, client }) => {
  await ack();
  await client.views.open({ trigger_id: body.trigger_id, view: form });
};
app.action("open", openForm);
app.shortcut("greet_form", openForm);

app.view("greeting", async ({ ack, view, client }) => {
  const words = view.state.values.words.input.value;
  if (words.length < 3) {
    await ack({ response_action: "errors", errors: { words: "A little longer, please." } });
    return;
  }
  await ack();
  await client.chat.postMessage({ channel: env.SLACK_CHANNEL_TAM_PARTIFUL, text: `Everybody: ${words}` });
});

(async () => {
  const server = await app.start(overHttp ? { port: 0, host: "127.0.0.1" } : undefined);
  console.log(overHttp ? `ready http://127.0.0.1:${server.address().port}/slack/events` : "ready");
})();
