import { notApplicable, valueOf, type FactSet, type Known, type Outcome } from '#rule';

/** The server of a service that answers requests, or why there is none to judge: what could not be followed is no question about its address. */
export function webServerOf(facts: FactSet): Known<string> | Outcome {
  const [kind, server] = [valueOf(facts['service.kind']), facts['start.server']];
  if (kind !== 'web') return notApplicable(kind === undefined ? 'nothing shows that it answers requests' : `the service is a ${kind}`);
  if (server?.state === 'known') return server;
  return notApplicable(server?.state === 'unresolved' ? `what it serves with cannot be told: ${server.reason}` : 'nothing says what starts');
}
