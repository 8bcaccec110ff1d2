// Takes Web Chat's prebuilt file and its licences out of the pinned npm package.
// Usage: node take-webchat.mjs FOLDER, which gets webchat.js and webchat.js.LICENSE.txt. Prints one line and exits with 1 if that fails.
import { join } from "node:path";
import { takeNpmFiles } from "../../npm-files.mjs";

const webChat = {
  name: "botframework-webchat",
  version: "4.18.1",
  integrity: "sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==",
};
const take = file => ({ member: `package/dist/${file}`, output: join(process.argv[2], file) });

takeNpmFiles(webChat, [take("webchat.js.LICENSE.txt"), take("webchat.js")], reason =>
  `Web Chat could not be taken from the npm package ${webChat.name} ${webChat.version}: ${reason}. The chat page loads it from a CDN until a build succeeds in taking it.`);
