// The button that stops the answer under way.
import { byId, sendBox } from "./dom.js";

/** An answer that is there sooner needs no button, which would only flash. */
const delay = 300;

export class StopButton {
  #button = byId("stop");
  #stream = null;
  #timer = null;

  constructor(stop) {
    this.#button.addEventListener("click", () => {
      stop();
      this.reset();
      byId("webchat").querySelector(sendBox)?.focus();
    });
  }

  /** A stream begins with a typing activity and ends with a message. */
  notice(activity) {
    const { streamId, streamType } = activity.channelData ?? {};
    if (activity.type === "typing" && (streamType === "informative" || streamType === "streaming")) this.#show(streamId ?? activity.id);
    else if (activity.type === "message" && activity.from?.role !== "user" && (!streamId || streamId === this.#stream)) this.reset();
  }

  reset() {
    clearTimeout(this.#timer);
    this.#stream = null;
    this.#button.hidden = true;
  }

  #show(stream) {
    if (stream === this.#stream) return;
    clearTimeout(this.#timer);
    this.#stream = stream;
    this.#timer = setTimeout(() => { this.#button.hidden = false; }, delay);
  }
}
