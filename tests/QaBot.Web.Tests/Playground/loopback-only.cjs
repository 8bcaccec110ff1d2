// Preloaded into the Playground, which would listen on every interface.
const { Server } = require('net');
const listen = Server.prototype.listen;

Server.prototype.listen = function (first, ...rest) {
  const port = typeof first === 'object' && first !== null ? first.port : first;
  return port === undefined || Number.isNaN(Number(port))
    ? listen.call(this, first, ...rest)
    : listen.call(this, { ...(typeof first === 'object' ? first : {}), port: Number(port), host: '127.0.0.1' }, rest.find(argument => typeof argument === 'function'));
};
