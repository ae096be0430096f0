import type { Route } from '#rule';

/** Routes that a probe or a curious visitor asks for; they seldom need a connection. */
const GREETING = /^\/?$|\/(?:health(?:[-_]?check|z)?|ping|ready|readyz|live|livez|status|version)\/?$/i;

/** True where plain functions, which a framework for async code runs in threads, answer more than greetings and health checks. */
export function answersInThreads(routes: readonly Route[] | undefined): boolean {
  return (routes ?? []).some(({ async, websocket, path }) => !async && !websocket && !GREETING.test(path.value));
}
