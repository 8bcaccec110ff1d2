// Reviewing an answer: quotes are looked up without loading the page anew, verdicts are saved as they are given, and everything can be done by keyboard.
// Without this file the page does the same by links and a form.
import { byId, isPlainClick } from "./dom.js";

const form = byId("review-form");
const url = form.dataset.url;
const saveDelay = 700;
const retryDelay = 5_000;
const leaseDelay = 2 * 60_000;
const keysOff = "qabot-review-keys-off";

const address = handler => `${url}handler=${handler}`;
const token = () => form.elements.__RequestVerificationToken.value;
const post = (handler, body) =>
  fetch(address(handler), { method: "POST", body, headers: { RequestVerificationToken: token(), Accept: "application/json" }, redirect: "error", signal: AbortSignal.timeout(15_000) });

/* The source beside the answer */

const source = byId("source");
const places = new Map();
let wanted = byId("place")?.dataset.selection ?? null;

const linkTo = selection => document.querySelector(`a[data-select="${CSS.escape(selection)}"]`);

function place(selection) {
  if (!places.has(selection)) {
    const loading = fetch(`${address("Quote")}&${selection}`).then(async response => {
      if (!response.ok) throw new Error("The source could not be loaded.");
      // The parser runs no script and loads nothing; the element that is taken is one that the server has built from text.
      return new DOMParser().parseFromString(await response.text(), "text/html").getElementById("place");
    });
    loading.catch(() => places.delete(selection));
    places.set(selection, loading);
  }
  return places.get(selection);
}

function scrollToQuote() {
  const text = byId("place-text");
  const quote = byId("quote");
  if (text && quote) text.scrollTo({ top: quote.getBoundingClientRect().top - text.getBoundingClientRect().top + text.scrollTop - text.clientHeight / 3 });
}

async function select(selection) {
  wanted = selection;
  for (const link of document.querySelectorAll("a[data-select]")) {
    if (link.dataset.select === selection) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  source.setAttribute("aria-busy", "true");
  try {
    const element = await place(selection);
    if (wanted !== selection) return;
    source.replaceChildren(document.adoptNode(element.cloneNode(true)));
    scrollToQuote();
  } catch {
    // The link itself still leads there.
    if (wanted === selection) location.assign(linkTo(selection).href);
  } finally {
    if (wanted === selection) source.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", event => {
  const link = event.target.closest("a[data-select]");
  if (!link || !isPlainClick(event)) return;
  event.preventDefault();
  select(link.dataset.select).then(() => {
    // In one column the source is further down.
    if (source.getBoundingClientRect().top > innerHeight - 80) source.scrollIntoView({ block: "start" });
  });
});

/* The citations to judge, one after the other */

const pairs = [...form.querySelectorAll(".pair")];
const currentPair = () => pairs.findIndex(pair => pair.dataset.pair === wanted);

function goTo(index) {
  const pair = pairs[index];
  if (!pair) return;
  select(pair.dataset.pair);
  pair.scrollIntoView({ block: "nearest" });
  pair.querySelector("a[data-select]").focus({ preventScroll: true });
  if (pairs[index + 1]) place(pairs[index + 1].dataset.pair).catch(() => {});
}

function judgePair(number) {
  const index = Math.max(0, currentPair());
  const choice = pairs[index]?.querySelectorAll("input[type=radio]")[number - 1];
  if (!choice) return;
  choice.checked = true;
  changed();
  if (pairs[index + 1]) goTo(index + 1);
  else focusVerdict();
}

function focusVerdict() {
  byId("answer-verdict").focus({ preventScroll: true });
  byId("answer-verdict").scrollIntoView({ block: "nearest" });
}

function judgeAnswer(value) {
  const choice = form.querySelector(`input[name=verdict][value=${value}]`);
  choice.checked = true;
  changed();
  choice.focus();
}

/* Saving */

const state = byId("save-state");
let isDirty = false;
let isConflict = !byId("conflict").hidden;
let timer = 0;
let saving = null;

function tell(words, isProblem = false) {
  state.textContent = words;
  state.classList.toggle("problem", isProblem);
}

function changed() {
  isDirty = true;
  if (isConflict) return;
  tell("Not saved yet");
  clearTimeout(timer);
  timer = setTimeout(save, saveDelay);
}

/** Saves what is in the form, after what is being saved just now. */
async function save() {
  clearTimeout(timer);
  while (saving) await saving;
  if (!isDirty || isConflict) return;
  saving = send();
  await saving;
  saving = null;
}

async function send() {
  isDirty = false;
  try {
    const response = await post("Autosave", new FormData(form));
    if (response.status === 409) return await showConflict(await response.json());
    if (response.status === 401) throw new Error("Not saved: sign in again in another tab; it is saved then.");
    if (!response.ok) throw new Error(`Not saved: ${(await response.json().catch(() => null))?.message ?? `the server answers ${response.status}.`}`);
    const { version, hasVerdict } = await response.json();
    form.elements.version.value = version;
    tell(hasVerdict ? "Saved" : "Saved as a draft: the answer has no verdict yet");
    await refreshAfter();
  } catch (problem) {
    isDirty = true;
    tell(problem.message.startsWith("Not saved") ? problem.message : "Not saved: the server does not answer. It is tried again.", true);
    timer = setTimeout(save, retryDelay);
  }
}

async function refreshAfter() {
  const response = await fetch(address("After")).catch(() => null);
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("after");
  const shown = byId("after");
  // What is being used is not pulled away.
  if (fresh && !shown.contains(document.activeElement) && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(document.adoptNode(fresh));
}

async function showConflict({ version, message }) {
  isConflict = true;
  isDirty = true;
  form.elements.version.value = version;
  const response = await fetch(address("Stored")).catch(() => null);
  if (response?.ok) byId("conflict-stored").replaceChildren(...new DOMParser().parseFromString(await response.text(), "text/html").body.childNodes);
  byId("conflict-message").textContent = message;
  byId("conflict").hidden = false;
  byId("conflict").scrollIntoView({ block: "nearest" });
  byId("conflict").focus({ preventScroll: true });
  tell("Not saved: changed elsewhere", true);
}

form.addEventListener("input", changed);
// The box to decide between reviewers is the form's, but stands outside of it.
document.addEventListener("change", event => {
  if (event.target.form === form && !form.contains(event.target)) changed();
});

let isLeaving = false;
form.addEventListener("submit", event => {
  clearTimeout(timer);
  if (saving) {
    // Two at once would be taken for two tabs.
    event.preventDefault();
    saving.then(() => form.requestSubmit(event.submitter));
    return;
  }
  isLeaving = true;
});

addEventListener("beforeunload", event => {
  if (isDirty && !isLeaving) event.preventDefault();
});

/* Others see who is at the answer */

async function lease() {
  const response = await post("Lease", new FormData()).catch(() => null);
  if (!response?.ok) return;
  const { elsewhere } = await response.json();
  byId("elsewhere-who").textContent = elsewhere ?? "";
  byId("elsewhere").hidden = elsewhere === null;
}

// At once too: leaving the page before may have released it just now.
setTimeout(lease, 1_000);
setInterval(lease, leaseDelay);

addEventListener("pagehide", () => {
  const body = new FormData();
  body.append("__RequestVerificationToken", token());
  navigator.sendBeacon(address("Release"), body);
});

/* Keys */

const keys = byId("keys");
const useKeys = byId("use-keys");
useKeys.checked = localStorage.getItem(keysOff) === null;
useKeys.addEventListener("change", () => {
  if (useKeys.checked) localStorage.removeItem(keysOff);
  else localStorage.setItem(keysOff, "1");
});
byId("show-keys").hidden = false;
byId("show-keys").addEventListener("click", () => keys.showModal());

const answers = { r: "Right", w: "Wrong", i: "Incomplete", f: "ShouldHaveRefused", a: "ShouldHaveAnswered" };

const isTyping = element => element.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");

function press(key) {
  if (key >= "1" && key <= "5") judgePair(Number(key));
  else if (key in answers) judgeAnswer(answers[key]);
  else if (key === "j") goTo(Math.min(pairs.length - 1, currentPair() + 1));
  else if (key === "k") goTo(Math.max(0, currentPair() - 1));
  else if (key === "e") byId("correction").focus();
  else if (key === "c") byId("comment").focus();
  else if (key === "n") byId("save-next").click();
  else if (key === "?") keys.showModal();
  else return false;
  return true;
}

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys.open) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if ((useKeys.checked || event.key === "?") && press(event.key)) event.preventDefault();
});

scrollToQuote();
if (pairs.length > 1) place(pairs[1].dataset.pair).catch(() => {});
