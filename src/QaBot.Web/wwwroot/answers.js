// The answers of this conversation, as the bot's final messages describe them in channelData.qabot.

/** Fires "change" whenever an answer is added or the list is emptied. */
export class Answers extends EventTarget {
  #list = [];

  get list() {
    return this.#list;
  }

  /** Takes the answer out of an activity, if it has one. An activity that comes again, as after a reconnection, is not taken twice. */
  add(activity) {
    const answer = activity.channelData?.qabot;
    if (activity.type !== "message" || !answer || this.#list.some(known => known.activityId === activity.id)) return;
    this.#list.push({ claims: [], citations: [], disagreements: [], nearest: [], ...answer, activityId: activity.id });
    this.dispatchEvent(new Event("change"));
  }

  clear() {
    this.#list = [];
    this.dispatchEvent(new Event("change"));
  }

  find(answerId) {
    return this.#list.find(answer => answer.answerId === answerId);
  }

  /** The answers that cite this address, oldest first. Where it is hosted does not matter: links may carry the public address. */
  citing(url) {
    const place = placeOf(url);
    return this.#list.filter(answer => answer.citations.some(citation => placeOf(citation.url) === place));
  }

  /** An answer worth a look in the panel: small talk has no sources. */
  get shown() {
    return this.#list.filter(answer => answer.kind !== "conversational" || answer.citations.length > 0);
  }
}

export const citationOf = (answer, n) => answer.citations.find(citation => citation.n === n);

export const citationAt = (answer, url) => answer.citations.find(citation => placeOf(citation.url) === placeOf(url));

/** Path and query of an address, which say the article and the words whatever the host. */
export function placeOf(url) {
  const { pathname, search } = new URL(url, location.origin);
  return pathname + search;
}

/** @returns a path of this site below /sources/, or null when the address leads elsewhere. */
export function sourcePath(url) {
  const { origin, pathname, search, hash } = new URL(url, location.origin);
  return origin === location.origin && pathname.startsWith("/sources/") ? pathname + search + hash : null;
}
