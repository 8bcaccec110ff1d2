// The unmodified botframework-directlinejs, driven over standard input and output.
// Usage: node bridge.mjs NODE_MODULES {websocket|polling} OPTIONS-AS-JSON
//
// Reads one command a line:
//   {"post": ACTIVITY}   sends an activity as Web Chat does
//   {"refresh": true}    asks for a new token, as the client does every 15 minutes
//   {"end": true}        leaves
// Writes one event a line:
//   {"status": n}        the connection's state: 0 uninitialized, 1 connecting, 2 online, 3 expired token, 4 failed to connect, 5 ended
//   {"activity": …}      what the stream brought
//   {"posted": id} | {"refreshed": token} | {"failed": HTTP status or message}
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [modules, transport, options] = process.argv.slice(2);
const require = createRequire(join(modules, 'bridge.cjs'));
globalThis.WebSocket = require('ws');
globalThis.XMLHttpRequest = class extends require('xhr2') {
  // xhr2 does not know forms.
  async send(body) {
    if (!(body instanceof FormData)) return super.send(body);
    const form = new Response(body);
    this.setRequestHeader('Content-Type', form.headers.get('Content-Type'));
    super.send(await form.arrayBuffer());
  }
};
const { DirectLine } = require('botframework-directlinejs');

const write = event => process.stdout.write(`${JSON.stringify(event)}\n`);
const fail = error => write({ failed: error.status || error.message });

const directLine = new DirectLine({
  ...JSON.parse(options),
  webSocket: transport === 'websocket',
  pollingInterval: 200,
  // The shortest wait before a reconnection: 3 seconds.
  random: () => 0
});

directLine.connectionStatus$.subscribe(status => write({ status }));
directLine.activity$.subscribe(activity => write({ activity }), fail);

createInterface({ input: process.stdin }).on('line', line => {
  const command = JSON.parse(line);
  if (command.post) directLine.postActivity(command.post).subscribe(posted => write({ posted }), fail);
  else if (command.refresh) directLine.refreshToken().subscribe(refreshed => write({ refreshed }), fail);
  else process.exit(0);
}).on('close', () => process.exit(0));
