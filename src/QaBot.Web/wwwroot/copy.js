// An answer as text that keeps its sources: the claims with their numbers, then what each number stands for.
import { citationOf } from "./answers.js";
import { announce, byId, make } from "./dom.js";

/** Puts the answer on the clipboard and says whether that worked. */
export async function copyWithCitations(answer) {
  try {
    await write(asText(answer));
    announce("The answer is copied with its citations.");
    flash("Copied");
  } catch {
    announce("The browser did not allow copying.");
    flash("The browser did not allow copying.");
  }
}

/** @returns {string} plain text with absolute addresses */
export function asText(answer, origin = location.origin) {
  const markers = claim => claim.citations.map(n => ` [${n}]`).join("");
  const body = answer.refused ? ["The articles don’t say.", answer.reason ?? ""] : answer.claims.map(claim => claim.text + markers(claim));
  const used = new Set(answer.claims.flatMap(claim => claim.citations));
  const sources = [...used].sort((left, right) => left - right).map(n => citationOf(answer, n)).filter(citation => citation)
    .map(({ n, title, quote, url }) => `[${n}] ${title}\n    “${quote}”\n    ${new URL(url, origin)}`);
  return [answer.question, ...body, ...(sources.length > 0 ? [`Sources\n${sources.join("\n")}`] : [])].filter(part => part).join("\n\n");
}

/** Browsers keep the clipboard from pages that came over plain http from another machine; there the old way is left. */
async function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = make("textarea", { class: "visually-hidden" });
  field.value = text;
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
