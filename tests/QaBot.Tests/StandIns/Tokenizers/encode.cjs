// Reads a JSON array of texts, writes a JSON array of their token ids. Usage: node encode.cjs NODE_MODULES
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");

const load = createRequire(process.argv[2] + "/");
const { Tiktoken } = load("js-tiktoken/lite");
const encoding = new Tiktoken(load("js-tiktoken/ranks/o200k_base"));
const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(text => encoding.encode(text, "all"))));
