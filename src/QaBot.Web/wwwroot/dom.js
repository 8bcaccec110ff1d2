// Elements are made from text nodes only: nothing from an answer or an article is ever read as HTML here.

/** @returns the element with this id, which the page must have. */
export const byId = id => document.getElementById(id);

/** Web Chat's field for questions. */
export const sendBox = "[data-id='webchat-sendbox-input']";

/**
 * @param {string} name the tag
 * @param {Object<string, string|boolean|Function>} attributes false leaves one out, true sets it empty; functions are listeners
 * @param {...(Node|string|null)} children
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter(child => child != null));
  return element;
}

/** Says a sentence to screen readers, and says it again when it is the same as the last. */
export function announce(sentence) {
  const region = byId("announcements");
  region.textContent = "";
  setTimeout(() => { region.textContent = sentence; }, 50);
}

/** A click that asks for nothing special: with Ctrl, Shift or the middle button a link is opened as a link. */
export const isPlainClick = event => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
