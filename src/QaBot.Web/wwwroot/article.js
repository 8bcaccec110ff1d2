// A link that lost its #quote still leads to the quoted words.
const quote = document.getElementById("quote");
if (quote && location.hash === "") {
  quote.scrollIntoView({ block: "center" });
  quote.focus({ preventScroll: true });
}
