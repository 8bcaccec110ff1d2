// An answer as text, plain and formatted, that keeps its sources: the claims with their numbers, then what each number stands for.
import { citationOf } from "./answers.js";
import { announce, byId, make } from "./dom.js";

/** Puts the answer on the clipboard and says whether that worked. */
export async function copyWithCitations(answer) {
  try {
    await write(answer);
    announce("The answer is copied with its citations.");
    flash("Copied");
  } catch {
    announce("The browser did not allow copying.");
    flash("The browser did not allow copying.");
  }
}

/** @returns {string} plain text with absolute addresses */
function asText(answer) {
  const sources = sourcesOf(answer).map(({ n, title, quote, url }) => `[${n}] ${title}\n    “${quote}”\n    ${absolute(url)}`);
  return [answer.question, ...bodyOf(answer), ...(sources.length > 0 ? [`Sources\n${sources.join("\n")}`] : [])].join("\n\n");
}

/** @returns {string} the same as HTML, for word processors and mail */
function asHtml(answer) {
  const sources = sourcesOf(answer).map(({ n, title, quote, url }) => make("p", {}, `[${n}] `, make("a", { href: absolute(url) }, title), `: “${quote}”`));
  const parts = [make("p", {}, make("strong", {}, answer.question)), ...bodyOf(answer).map(text => make("p", {}, text)), ...sources];
  return parts.map(part => part.outerHTML).join("\n");
}

const markers = claim => claim.citations.map(n => ` [${n}]`).join("");

const bodyOf = answer => answer.refused ? ["The articles don’t say.", answer.reason].filter(text => text) : answer.claims.map(claim => claim.text + markers(claim));

function sourcesOf(answer) {
  const used = new Set(answer.claims.flatMap(claim => claim.citations));
  return [...used].sort((left, right) => left - right).map(n => citationOf(answer, n)).filter(citation => citation);
}

const absolute = url => new URL(url, location.origin).href;

/** Browsers keep the clipboard from pages that came over plain http from another machine; there the old way is left. */
async function write(answer) {
  if (navigator.clipboard) {
    const of = (type, text) => [type, new Blob([text], { type })];
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries([of("text/plain", asText(answer)), of("text/html", asHtml(answer))]))]);
  }

  const field = make("textarea", { class: "visually-hidden" });
  field.value = asText(answer);
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  if (!copied) throw new Error("execCommand copied nothing");
}

function flash(words) {
  const note = make("span", { class: "flash", "aria-hidden": "true" }, words);
  byId("panel-answer").querySelector(".row")?.append(note);
  setTimeout(() => note.remove(), 3000);
}
