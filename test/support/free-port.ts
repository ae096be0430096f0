import { createServer } from 'node:net';

/** Below what systems give to those who ask for any port: https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html (ip_local_port_range). */
const FIRST = 12_000;
const LAST = 32_000;
/** Ports that a thread of the tests has for itself. */
const SHARE = 1_000;

let next = 0;

/**
 * A port of 127.0.0.1 that nobody listens on, and that nobody else takes before the program of the test does: not the system for a
 * connection, and no other test. Each thread of the tests has a share of the ports, and takes one after the other.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < SHARE; tries += 1) {
    const port = firstOfShare() + (next % SHARE);
    next += 1;
    if (await isFree(port)) return port;
  }
  throw new Error(`something listens on all ports from ${firstOfShare()} on`);
}

/** Other runs of the tests on this machine begin elsewhere, as far as there are shares. */
function firstOfShare(): number {
  next ||= Math.floor(Math.random() * SHARE); // not the ports of the file before, which may be about to be left
  const share = process.pid * 2 + Number(process.env['VITEST_POOL_ID'] ?? 0);
  return FIRST + (share % ((LAST - FIRST) / SHARE)) * SHARE;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => { server.close(() => resolve(true)); });
  });
}
