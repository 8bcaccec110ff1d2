// Citations in the chat itself. Web Chat opens links in a new tab, and in a modal what has no address; here both open the panel.
import { citationAt, citationOf, sourcePath } from "./answers.js";
import { byId, isPlainClick } from "./dom.js";

const activity = ".webchat__basic-transcript__activity";
const inText = "button.webchat__render-markdown__citation[value^='cite:']";
const inList = "button.webchat__link-definitions__list-item-box--as-button";

/** How far a hand moves the pointer without meaning to, in CSS pixels. */
const tremor = 8;

/** @param {import("./answers.js").Answers} answers @param {import("./sources-panel.js").SourcesPanel} panel */
export function openCitationsInPanel(answers, panel) {
  const chat = byId("webchat");
  let pressed = null;
  const open = ({ link, found }, event) => {
    if (!found || !isPlainClick(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (found.citation) panel.openCitation(found.answer, found.citation, link);
    else panel.openArticle(found.article, link);
  };
  const aimedAt = link => ({ link, found: find(answers, link) });
  // While Web Chat scrolls to a new message or draws one anew, the link that was pressed may be gone when the pointer is released: the
  // browser then reports a click on what is around both places or, where the link is no longer in the page, none.
  const slipped = event => pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) <= tremor;
  chat.addEventListener("pointerdown", event => {
    const link = linkOf(event.target);
    pressed = link ? { ...aimedAt(link), x: event.clientX, y: event.clientY } : null;
  }, { capture: true });
  chat.addEventListener("pointerup", event => {
    if (slipped(event) && !pressed.link.isConnected) open(pressed, event);
  }, { capture: true });
  // In the capture phase: Web Chat itself must not see the click.
  chat.addEventListener("click", event => {
    const link = linkOf(event.target);
    if (link) open(aimedAt(link), event);
    else if (slipped(event)) open(pressed, event);
    pressed = null;
  }, { capture: true });

  const preview = event => {
    const link = linkOf(event.target);
    const found = link ? find(answers, link) : null;
    if (found?.citation) panel.previewCitation(found.answer, found.citation);
  };
  chat.addEventListener("mouseover", preview);
  chat.addEventListener("focusin", preview);
  chat.addEventListener("mouseout", () => panel.cancelPreview());
  chat.addEventListener("focusout", () => panel.cancelPreview());
}

const linkOf = target => target.closest?.(`a[href], ${inText}, ${inList}`);

function find(answers, link) {
  return link instanceof HTMLAnchorElement ? findByAddress(answers, link) : findByNumber(answers, link);
}

function findByAddress(answers, link) {
  const citing = answers.citing(link.href);
  if (citing.length > 0) {
    const messages = messagesWith(message => [...message.querySelectorAll("a[href]")].some(other => other.href === link.href));
    const answer = citing[Math.min(Math.max(messages.indexOf(link.closest(activity)), 0), citing.length - 1)];
    return { answer, citation: citationAt(answer, link.href) };
  }

  const url = sourcePath(link.href);
  return url ? { article: { url, title: link.textContent.replaceAll("\u200b", "").trim() } } : null;
}

/** A citation without an address is known by its number and by the message that it stands in. */
function findByNumber(answers, button) {
  const n = Number(button.value.replace("cite:", "") || button.querySelector(".webchat__link-definitions__badge")?.textContent);
  const messages = messagesWith(message => message.querySelector(inList));
  const answer = answers.list.filter(candidate => candidate.citations.length > 0)[messages.indexOf(button.closest(activity))];
  const citation = answer && citationOf(answer, n);
  return citation ? { answer, citation } : null;
}

const messagesWith = condition => [...byId("webchat").querySelectorAll(activity)].filter(condition);
