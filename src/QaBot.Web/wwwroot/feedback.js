// Thumbs are Web Chat's own; after one, and from the panel, a form asks for a comment.
import { announce, byId, sendBox } from "./dom.js";

const thumbEvent = "webchat:activity-status/feedback";
const record = /^urn:qabot:answer:(.+):(like|dislike)$/;

export class Feedback {
  #form = byId("feedback");
  #answer = null;
  #cameFrom = null;
  #send;

  /** @param send posts an event to the bot: (name, value) */
  constructor(send) {
    this.#send = send;
    this.#form.addEventListener("submit", event => {
      event.preventDefault();
      this.#submit();
    });
    byId("feedback-cancel").addEventListener("click", () => this.#close());
    this.#form.addEventListener("keydown", event => {
      if (event.key === "Escape") this.#close();
    });
  }

  /** Looks at what Web Chat sends; a thumb opens the form for its answer. */
  notice(activity, answers) {
    if (activity.type !== "event" || activity.name !== thumbEvent) return;
    const [, answerId, reaction] = record.exec(activity.entities?.[0]?.["@id"] ?? "") ?? [];
    const answer = answerId && answers.find(answerId);
    if (answer) this.open(answer, reaction);
  }

  /** @param reaction like or dislike, when a thumb has said it; the focus then follows only if it has stayed on the thumb */
  open(answer, reaction = null) {
    this.#answer = answer;
    this.#cameFrom = document.activeElement;
    this.#form.reset();
    if (reaction) this.#form.elements.reaction.value = reaction;
    this.#form.hidden = false;
    announce("A form asks for your opinion of this answer.");
    if (!reaction) this.#form.elements.reaction[0].focus();
    else if (this.#cameFrom?.matches(".webchat__thumb-button")) this.#form.elements.comment.focus();
  }

  close() {
    this.#form.hidden = true;
  }

  #submit() {
    const { reaction, comment } = this.#form.elements;
    this.#send("qabot/feedback", { answerId: this.#answer.answerId, reaction: reaction.value, comment: comment.value.trim() });
    this.#close();
    announce("Thank you for your opinion.");
  }

  #close() {
    this.close();
    const back = this.#cameFrom?.checkVisibility() ? this.#cameFrom : byId("webchat").querySelector(sendBox);
    back?.focus();
  }
}
