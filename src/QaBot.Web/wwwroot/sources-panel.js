// The panel beside the chat: the claims of one answer with their checks, and the article that a citation points at.
import { ArticleView } from "./article-view.js";
import { citationOf } from "./answers.js";
import { announce, byId, isPlainClick, make } from "./dom.js";

/** Below this width the panel lies over the chat. */
const narrow = matchMedia("(max-width: 800px)");
const hoverDelay = 300;

const verdicts = {
  supported: { icon: "✓", words: "Verified", hint: "Its words were found in the source and say the same." },
  partial: { icon: "~", words: "Partly verified", hint: "The source supports a part of it." },
  unsupported: { icon: "!", words: "Not verified", hint: "The source does not say this." },
};

export class SourcesPanel {
  #answers;
  #actions;
  #article = new ArticleView();
  #answer = null;
  #cameFrom = null;
  #preview = null;
  #isBehind = false;
  #welcome = byId("panel-answer").firstElementChild;

  /** @param actions buttons below the answer: {label, fits(answer), run(answer)} */
  constructor(answers, actions) {
    this.#answers = answers;
    this.#actions = actions;
    answers.addEventListener("change", () => this.#follow());
    byId("panel-previous").addEventListener("click", () => this.#step(-1));
    byId("panel-next").addEventListener("click", () => this.#step(1));
    byId("open-panel").addEventListener("click", event => this.#open(event.currentTarget));
    byId("close-panel").addEventListener("click", () => this.close());
    byId("panel").addEventListener("keydown", event => {
      if (event.key === "Escape") this.close();
    });
    narrow.addEventListener("change", () => this.#setOpen(false));
  }

  /** Shows an answer and, where there is room, the article of its first citation. Takes no focus. */
  select(answer) {
    this.cancelPreview();
    this.#answer = answer;
    this.#isBehind = false;
    this.#renderSteps();
    byId("panel-answer").replaceChildren(...(answer ? this.#describe(answer) : [this.#welcome]));
    byId("panel-answer").scrollTo({ top: 0 });
    if (answer?.citations.length > 0 && !narrow.matches) this.#showCitation(answer.citations[0]);
    else this.#article.hide();
  }

  /** Opens the article at a citation's words and moves the focus there; Escape brings it back to where it came from. */
  async openCitation(answer, citation, cameFrom) {
    this.cancelPreview();
    if (answer !== this.#answer) this.select(answer);
    this.#open(cameFrom);
    const shown = this.#showCitation(citation);
    if (!byId("panel").contains(cameFrom)) byId("panel-answer").querySelector("a.citation[aria-current]")?.scrollIntoView({ block: "nearest" });
    this.#article.focus();
    await shown;
    announce(`${citation.title}, quoted words: ${citation.quote}`);
  }

  /** Opens an article at its beginning. */
  async openArticle(source, cameFrom) {
    this.cancelPreview();
    this.#open(cameFrom);
    const shown = this.#article.show(source);
    this.#article.focus();
    await shown;
    announce(`${source.title} is shown.`);
  }

  /** Shows a citation after a moment, unless another is looked at meanwhile. It takes no focus; on a phone it would hide the chat. */
  previewCitation(answer, citation) {
    this.cancelPreview();
    if (narrow.matches) return;
    this.#preview = setTimeout(() => {
      if (answer !== this.#answer) this.select(answer);
      this.#showCitation(citation);
    }, hoverDelay);
  }

  cancelPreview() {
    clearTimeout(this.#preview);
  }

  /** On a phone the panel goes away; the focus is the caller's to place. */
  uncoverChat() {
    this.#setOpen(false);
  }

  close() {
    this.#setOpen(false);
    if (this.#cameFrom?.isConnected) this.#cameFrom.focus();
    this.#cameFrom = null;
  }

  /** Shows the newest answer; not to somebody who reads an article over the chat, who gets it when the panel is closed. */
  #follow() {
    const isRead = byId("panel").classList.contains("open") && !byId("panel-article").hidden;
    this.#isBehind = isRead && this.#answers.shown.length > 0;
    if (this.#isBehind) this.#renderSteps();
    else this.select(this.#answers.shown.at(-1) ?? null);
  }

  #open(cameFrom) {
    if (!byId("panel").contains(cameFrom)) this.#cameFrom = cameFrom;
    this.#setOpen(narrow.matches);
    if (narrow.matches) byId("close-panel").focus();
  }

  /** Over the chat the panel is a dialog, and nothing below it can be reached. */
  #setOpen(isOpen) {
    const panel = byId("panel");
    panel.classList.toggle("open", isOpen);
    byId("open-panel").setAttribute("aria-expanded", String(isOpen));
    for (const behind of [byId("chat"), document.querySelector("header")]) behind.inert = isOpen;
    if (isOpen) {
      panel.setAttribute("role", "dialog");
      panel.setAttribute("aria-modal", "true");
    } else {
      panel.removeAttribute("role");
      panel.removeAttribute("aria-modal");
      if (this.#isBehind) this.#follow();
    }
  }

  #step(by) {
    const list = this.#answers.shown;
    const answer = list[list.indexOf(this.#answer) + by];
    if (!answer) return;
    this.select(answer);
    announce(`${byId("panel-position").textContent}: ${answer.question}`);
  }

  #renderSteps() {
    const list = this.#answers.shown;
    const position = list.indexOf(this.#answer);
    byId("panel-steps").hidden = list.length < 2;
    byId("panel-position").textContent = `Answer ${position + 1} of ${list.length}`;
    // Not disabled: a button that is disabled while it has the focus loses it.
    byId("panel-previous").setAttribute("aria-disabled", String(position <= 0));
    byId("panel-next").setAttribute("aria-disabled", String(position >= list.length - 1));
  }

  #describe(answer) {
    return [
      make("p", { class: "question" }, answer.question),
      answer.stopped ? make("p", { class: "hint" }, "This answer was stopped; it shows what was checked by then.") : null,
      answer.refused ? this.#describeRefusal(answer) : null,
      answer.claims.length > 0 ? this.#describeClaims(answer) : null,
      ...answer.disagreements.map(disagreement => this.#describeDisagreement(answer, disagreement)),
      make("div", { class: "row" }, ...this.#actions.filter(({ fits }) => fits(answer)).map(({ label, run }) => make("button", { type: "button", class: "button", click: () => run(answer) }, label))),
    ].filter(part => part);
  }

  #describeRefusal(answer) {
    return make("div", { class: "refusal" },
      make("p", {}, "The articles don’t say."),
      answer.reason ? make("p", { class: "hint" }, answer.reason) : null,
      answer.nearest.length > 0 ? make("h3", {}, "Nearest articles") : null,
      answer.nearest.length > 0 ? make("ul", { class: "nearest" }, ...answer.nearest.map(article => make("li", {}, this.#articleLink(article)))) : null);
  }

  #describeClaims(answer) {
    return make("ol", { class: "claims", "aria-label": "Claims" }, ...answer.claims.map(claim => {
      const { icon, words, hint } = verdicts[claim.verdict] ?? verdicts.unsupported;
      return make("li", { class: `claim ${claim.verdict}` },
        make("p", { class: "claim-text" }, claim.text),
        make("p", { class: "verdict", title: claim.reason ?? hint }, make("span", { class: "verdict-icon", "aria-hidden": "true" }, icon), words),
        claim.reason && claim.verdict !== "supported" ? make("p", { class: "hint" }, claim.reason) : null,
        make("ul", { class: "citations", "aria-label": "Citations" }, ...claim.citations.map(n => citationOf(answer, n)).filter(citation => citation)
          .map(citation => make("li", {}, this.#citationLink(answer, citation)))));
    }));
  }

  /** Side by side: each value, the words it stands in, and who says so. */
  #describeDisagreement(answer, { about, values }) {
    const row = ({ value, citation: n }) => {
      const citation = citationOf(answer, n);
      return make("tr", {},
        make("th", { scope: "row" }, value),
        make("td", {}, ...(citation ? [make("p", {}, `“${shorten(citation.quote, 160)}”`), this.#citationLink(answer, citation)] : [])));
    };
    const columns = ["Value", "In these words"].map(title => make("th", { scope: "col" }, title));
    return make("div", { class: "disagreement" },
      make("h3", {}, "The sources disagree"),
      make("table", {}, make("caption", {}, about), make("thead", {}, make("tr", {}, ...columns)), make("tbody", {}, ...values.map(row))));
  }

  #citationLink(answer, citation) {
    return make("a", {
      href: citation.url, class: "citation", "data-n": String(citation.n),
      click: event => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        this.openCitation(answer, citation, event.currentTarget);
      },
      mouseenter: () => this.previewCitation(answer, citation),
      mouseleave: () => this.cancelPreview(),
      focus: () => this.previewCitation(answer, citation),
      blur: () => this.cancelPreview(),
    }, make("span", { class: "citation-number" }, `[${citation.n}]`), ` ${citation.title}`);
  }

  #articleLink(article) {
    return make("a", {
      href: article.url,
      click: event => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        this.openArticle(article, event.currentTarget);
      },
    }, article.title);
  }

  async #showCitation(citation) {
    for (const link of byId("panel-answer").querySelectorAll("a.citation")) {
      if (link.dataset.n === String(citation.n)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    await this.#article.show(citation);
  }
}

const shorten = (text, length) => text.length <= length ? text : `${text.slice(0, text.lastIndexOf(" ", length))} …`;
