import type { ServerResponse } from 'node:http';

import type { Received } from './backboard.ts';

/** Something that goes wrong on the way to the platform. */
export interface Failure {
  /** Which requests it meets. */
  readonly when: (received: Received) => boolean;
  readonly answer: (response: ServerResponse) => void;
}

type When = Failure['when'];

const always: When = () => true;

/** True for one operation: `EnvironmentPatchCommit`. */
export const operation = (name: string): When => (received) => received.operation === name;

/** An error as GraphQL sends it. */
export const graphqlError = (message: string, when: When = always, extensions?: Record<string, unknown>): Failure => ({
  when,
  answer: (response) => { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [{ message, extensions }], data: null })); },
});

/** Too many requests; Railway says after how many seconds to try again. */
export const tooManyRequests = (seconds: number, when: When = always): Failure => ({
  when,
  answer: (response) => { response.writeHead(429, { 'content-type': 'application/json', 'retry-after': String(seconds) }).end('{"data":null}'); },
});

/** A page of something in between. */
export const malformed = (when: When = always): Failure => ({
  when,
  answer: (response) => { response.writeHead(502, { 'content-type': 'text/html' }).end('<html><body>Bad gateway</body></html>'); },
});

/** The connection ends without an answer. */
export const cut = (when: When = always): Failure => ({ when, answer: (response) => { response.destroy(); } });

/** Nothing comes; the connection stays. */
export const silence = (when: When = always): Failure => ({ when, answer: () => undefined });
