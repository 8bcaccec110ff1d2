// The chat page: Web Chat on the left, the sources of its answers on the right.
import { Answers } from "./answers.js";
import { openCitationsInPanel } from "./chat-citations.js";
import { Connection } from "./connection.js";
import { copyWithCitations } from "./copy.js";
import { announce, byId } from "./dom.js";
import { Feedback } from "./feedback.js";
import { SourcesPanel } from "./sources-panel.js";
import { StopButton } from "./stop.js";
import { styleOptions } from "./webchat-style.js";

const answers = new Answers();
let store = null;

const send = (name, value) => store.dispatch({ type: "WEB_CHAT/SEND_EVENT", payload: { name, value } });
const feedback = new Feedback(send);
const stop = new StopButton(() => send("qabot/stop"));
const panel = new SourcesPanel(answers, [
  { label: "Copy with citations", run: copyWithCitations },
  { label: "Comment", run: answer => feedback.open(answer) },
]);
openCitationsInPanel(answers, panel);

/** Sees what Web Chat sends and receives, and changes nothing of it. */
const watch = () => next => action => {
  const activity = action.payload?.activity;
  if (action.type === "DIRECT_LINE/INCOMING_ACTIVITY") {
    stop.notice(activity);
    answers.add(activity);
  } else if (action.type === "DIRECT_LINE/POST_ACTIVITY") feedback.notice(activity, answers);
  return next(action);
};

function show(directLine, userID, goesOn) {
  if (!goesOn) {
    answers.clear();
    feedback.close();
    store = window.WebChat.createStore({}, watch);
  }

  stop.reset();
  window.WebChat.renderWebChat({
    directLine, store, styleOptions, userID,
    locale: navigator.language,
    nonce: byId("webchat").dataset.nonce,
    overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: "Ask about the articles" },
  }, byId("webchat"));
}

function tell(trouble) {
  byId("notice").hidden = !trouble;
  if (!trouble) return;
  byId("notice-text").textContent = trouble.text;
  byId("notice-button").textContent = trouble.label;
  byId("notice-button").onclick = trouble.run;
  announce(trouble.text);
}

const connection = new Connection(show, tell);
byId("new-conversation").addEventListener("click", async () => {
  await connection.startAnew();
  announce("A new conversation has begun.");
});

if (window.WebChat) connection.open();
else tell({ text: "The chat window could not be loaded.", label: "Load the page again", run: () => location.reload() });
