// Preloaded into the Playground, which would listen on every interface. It listens on this machine only, and reaches nothing else.
const { Server, Socket } = require('net');
const { listen } = Server.prototype;
const { connect } = Socket.prototype;
const local = ['localhost', '127.0.0.1', '::1'];

Server.prototype.listen = function (first, ...rest) {
  const port = typeof first === 'object' && first !== null ? first.port : first;
  return port === undefined || Number.isNaN(Number(port))
    ? listen.call(this, first, ...rest)
    : listen.call(this, { ...(typeof first === 'object' ? first : {}), port: Number(port), host: '127.0.0.1' }, rest.find(argument => typeof argument === 'function'));
};

Socket.prototype.connect = function (...args) {
  // Node.js hands on what it has read of the arguments as an array.
  const [target, host] = Array.isArray(args[0]) ? args[0] : args;
  const name = typeof target === 'object' && target !== null ? target.path ?? target.host ?? 'localhost' : typeof host === 'string' ? host : 'localhost';
  if (local.includes(name) || name.startsWith('/')) return connect.apply(this, args);
  process.stderr.write(`OUTSIDE ${name}\n`);
  process.nextTick(() => this.destroy(new Error(`${name} is not on this machine`)));
  return this;
};
