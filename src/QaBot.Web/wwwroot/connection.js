// The Direct Line conversation of this tab: which one it is, its token, and what to do when either is lost.

const conversationKey = "qabot-conversation";
const timeout = 10_000;

/** A token lasts half an hour and is refreshed every 15 minutes: more than these in one visit mean that renewing does not help. */
const maxRenewals = 20;

/** The values of Direct Line's connectionStatus$. */
const status = { online: 2, expiredToken: 3, failedToConnect: 4, ended: 5 };

export class Connection {
  #onLine;
  #onTrouble;
  #line = null;
  #renewals = 0;

  /**
   * @param onLine called with each new Direct Line object, its user's id, and whether what came before goes on: the transcript then stays
   * @param onTrouble called with {text, label, run}: what went wrong in words, and what a button can do about it; with null when it is over
   */
  constructor(onLine, onTrouble) {
    this.#onLine = onLine;
    this.#onTrouble = onTrouble;
  }

  /** Goes on with this tab's conversation, or begins one. */
  async open() {
    const kept = sessionStorage.getItem(conversationKey);
    const token = await this.#fetchToken(kept);
    if (token) this.#connect(token, token.conversationId === kept ? "0" : null, false);
  }

  /** Begins a conversation; the earlier one is left to the server, which removes it when it falls idle. */
  async startAnew() {
    this.#end();
    sessionStorage.removeItem(conversationKey);
    await this.open();
  }

  /** A new token for the same conversation, which goes on after the last activity seen. */
  async #renew(watermark) {
    const kept = sessionStorage.getItem(conversationKey);
    const token = await this.#fetchToken(kept);
    if (!token) return;
    if (token.conversationId === kept) this.#connect(token, watermark, true);
    else this.#reportEnd();
  }

  #connect({ token, domain, conversationId, userId }, watermark, goesOn) {
    this.#end();
    this.#onTrouble(null);
    const known = watermark === null ? {} : { conversationId, watermark };
    const line = this.#line = window.WebChat.createDirectLine({ token, domain: new URL(domain, location.href).href, ...known });
    this.#tellOfEnd(line);
    this.#onLine(line, userId, goesOn);
    // Web Chat wants the first look at each state, so that it shows its own words for it.
    line.connectionStatus$.subscribe(value => setTimeout(() => {
      if (line === this.#line) this.#follow(value, conversationId);
    }, 0));
  }

  #follow(value, conversationId) {
    if (value === status.online) {
      sessionStorage.setItem(conversationKey, conversationId);
      this.#onTrouble(null);
      return;
    }

    if (value < status.expiredToken) return;
    const watermark = this.#line.watermark || "0";
    this.#end();
    if (value === status.ended) this.#reportEnd();
    else if (value === status.expiredToken && this.#renewals++ < maxRenewals) this.#renew(watermark);
    else this.#report("The chat cannot reach the bot.", "Connect again", () => this.open());
  }

  /**
   * That a conversation is gone when a dropped socket wants to come back is told to whoever reads the activities, and nowhere else.
   * Web Chat reads them without asking for errors.
   */
  #tellOfEnd(line) {
    const activities = line.activity$;
    const error = () => {
      if (line !== this.#line) return;
      this.#end();
      this.#reportEnd();
    };
    line.activity$ = { subscribe: observer => activities.subscribe({ ...observer, error }) };
  }

  async #fetchToken(conversationId) {
    try {
      const response = await fetch("/api/directline/token", {
        method: "POST",
        credentials: "same-origin",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(conversationId ? { conversationId } : {}),
        signal: AbortSignal.timeout(timeout),
      });
      if (response.ok) return await response.json();
      const reason = (await response.json().catch(() => null))?.error?.message;
      this.#report(reason ?? `The server refused the chat (${response.status}).`, "Try again", () => this.open());
    } catch {
      this.#report("The server does not answer.", "Try again", () => this.open());
    }

    return null;
  }

  #reportEnd() {
    sessionStorage.removeItem(conversationKey);
    this.#report("This conversation has ended: the server was restarted, or nothing was asked for a long time.", "Start a new conversation", () => this.startAnew());
  }

  #report(text, label, run) {
    this.#onTrouble({ text, label, run });
  }

  #end() {
    const line = this.#line;
    this.#line = null;
    line?.end();
  }
}
