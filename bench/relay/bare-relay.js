/** The least that a relay in Node does: passes bytes on and keeps nothing. What it costs is not the recorder's. */
import { connect, createServer } from "node:net";

const [listen, to] = process.argv.slice(2).map(Number);
const options = { noDelay: true, allowHalfOpen: true };

createServer(options, (client) => {
  const host = connect({ ...options, host: "127.0.0.1", port: to });
  for (const [from, onward] of [
    [client, host],
    [host, client],
  ]) {
    from.on("data", (bytes) => void (onward.write(bytes) || from.pause()));
    onward.on("drain", () => from.resume());
    from.on("end", () => onward.end());
    from.on("error", () => onward.destroy());
  }
}).listen(listen, "127.0.0.1");
