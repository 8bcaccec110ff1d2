// The button that stops the answer under way.
import { byId, sendBox } from "./dom.js";

export class StopButton {
  #button = byId("stop");
  #stream = null;

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
    this.#stream = null;
    this.#button.hidden = true;
  }

  #show(stream) {
    this.#stream = stream;
    this.#button.hidden = false;
  }
}
