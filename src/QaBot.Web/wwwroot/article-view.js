// The article below the answer, with the quoted words highlighted and scrolled to.
import { announce, byId, isPlainClick, make } from "./dom.js";
import { sourcePath } from "./answers.js";

const timeout = 10_000;
const attempts = 2;

export class ArticleView {
  #body = byId("article-body");
  #shown = null;
  #loading = null;

  constructor() {
    this.#body.addEventListener("click", event => this.#turn(event));
  }

  /** @param {{url: string, title: string, quote?: string}} source @returns {Promise<void>} when it is shown, or the reason why it cannot be */
  async show(source) {
    const path = sourcePath(source.url);
    if (!path) return;
    if (this.#shown === path) {
      this.#scrollToQuote();
      return;
    }
    this.#loading?.abort();
    const loading = this.#loading = new AbortController();
    this.#shown = path;
    byId("panel-article").hidden = false;
    byId("article-title").textContent = source.title;
    byId("article-link").href = path;
    this.#body.setAttribute("aria-busy", "true");
    try {
      const article = await fetchArticle(path, loading.signal);
      if (loading.signal.aborted) return;
      this.#body.replaceChildren(article);
      this.#scrollToQuote();
    } catch (problem) {
      if (loading.signal.aborted) return;
      this.#shown = null;
      this.#body.replaceChildren(make("p", { class: "problem" }, problem.message), make("button", { type: "button", class: "button", click: () => this.#showAgain(source) }, "Try again"));
      announce(problem.message);
    } finally {
      if (this.#loading === loading) this.#body.removeAttribute("aria-busy");
    }
  }

  /** The parts of a long article are turned here. */
  #turn(event) {
    const link = event.target.closest("a[href]");
    const url = link && isPlainClick(event) ? sourcePath(link.href) : null;
    if (!url) return;
    event.preventDefault();
    this.show({ url, title: byId("article-title").textContent });
    this.focus();
  }

  #showAgain(source) {
    this.show(source);
    this.focus();
  }

  hide() {
    this.#loading?.abort();
    this.#shown = null;
    byId("panel-article").hidden = true;
    this.#body.replaceChildren();
  }

  focus() {
    this.#body.focus({ preventScroll: true });
  }

  #scrollToQuote() {
    const quote = this.#body.querySelector("#quote");
    const top = quote ? quote.getBoundingClientRect().top - this.#body.getBoundingClientRect().top + this.#body.scrollTop - 48 : 0;
    this.#body.scrollTo({ top });
    // In a low window the panel scrolls as a whole.
    if (quote && byId("panel").classList.contains("open")) quote.scrollIntoView();
  }
}

async function fetchArticle(path, signal) {
  const response = await request(path, signal);
  if (!response.ok) throw new Error(response.status === 404 ? "This article is no longer in the collection." : `The article could not be loaded (${response.status}).`);
  // The parser runs no script and loads nothing; the element that is taken is one that the server has built from text.
  const article = new DOMParser().parseFromString(response.text, "text/html").getElementById("article");
  if (!article) throw new Error("The article could not be shown here; open it on its own page.");
  // The panel has a title of its own and scrolls to the quote by itself.
  for (const repeated of article.querySelectorAll("h1, .facts, a[href='#quote']")) repeated.remove();
  article.removeAttribute("aria-labelledby");
  return document.adoptNode(article);
}

async function request(path, signal) {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(path, { credentials: "same-origin", signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]) });
      return { ok: response.ok, status: response.status, text: await response.text() };
    } catch {
      if (signal.aborted || attempt === attempts) throw new Error("The article could not be loaded: the server does not answer.");
    }
  }
}
