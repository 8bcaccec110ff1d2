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
  { label: "Copy with citations", fits: () => true, run: copyWithCitations },
  {
    label: "Comment",
    // An answer that could not be stored has no id, and nothing to hang an opinion on.
    fits: answer => Boolean(answer.answerId),
    run: answer => {
      panel.uncoverChat();
      feedback.open(answer);
    },
  },
]);
openCitationsInPanel(answers, panel);

/** How far each stream has been heard; one that has ended, to infinity. */
const heard = new Map();

/** The stream that a piece of an answer belongs to: the id of its first piece, which has none to name yet. */
function streamOf({ id, channelData }) {
  const { streamId, streamType } = channelData ?? {};
  return streamId ?? (streamType ? id : null);
}

/** Sees what Web Chat sends and receives. */
const watch = () => next => action => {
  const activity = action.payload?.activity;
  if (action.type === "DIRECT_LINE/INCOMING_ACTIVITY") {
    const stream = streamOf(activity);
    if (stream) {
      const place = activity.type === "message" ? Infinity : activity.channelData.streamSequence;
      // A piece that comes late would take the place of the newer one.
      if (activity.type === "typing" && heard.get(stream) >= place) return undefined;
      heard.set(stream, place);
    }

    stop.notice(activity);
    answers.add(activity);
    return next({ ...action, payload: { ...action.payload, activity: stream ? asPieceOf(stream, activity) : activity } });
  }

  if (action.type === "DIRECT_LINE/POST_ACTIVITY") feedback.notice(activity, answers);
  return next(action);
};

/**
 * Web Chat 4.18.1 knows the pieces of an answer as one by having shown the first of them, and does not always hand them on in their order: it
 * would show an answer twice whose first piece is late. What has one client activity id takes the place of what had it before, whatever was shown.
 */
function asPieceOf(stream, activity) {
  return { ...activity, channelData: { ...activity.channelData, streamId: stream, clientActivityID: stream } };
}

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
    overrideLocalizedStrings: {
      // Its links lead to sources, which open in the panel.
      MARKDOWN_EXTERNAL_LINK_ALT: "Shows the quoted words.",
      TEXT_INPUT_PLACEHOLDER: "Ask about the articles",
    },
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
  // What is clicked or typed meanwhile would go to the conversation that has ended.
  byId("webchat").inert = true;
  await connection.startAnew();
  byId("webchat").inert = false;
  announce("A new conversation has begun.");
});

if (window.WebChat) connection.open();
else tell({ text: "The chat window could not be loaded.", label: "Load the page again", run: () => location.reload() });
