import { defineCheck, fail, notApplicable, pass, type ClientPlace, type HttpRequest, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';
import { counted, listed } from '../shared/words.ts';

/** Arguments that make each client another one: certificates, proxies, cookies of a tenant or a test. */
const OWN = /\b(cert|verify|proxy|proxies|mounts|cookies|transport|auth|api_key|apiKey|base_url|baseURL)\s*[=:]/;

export default defineCheck({
  needs: [],
  reads: ['http.clients', 'http.requests', 'http.sessions'],
  check(facts, { strings }): Outcome {
    const all = recordsIn(facts['http.clients']);
    if (all === undefined) return notApplicable('nobody has read the code of the program');
    const clients = all.filter((client) => isCostly(client, strings('libraries')));
    const [first, ...rest] = clients;
    if (first === undefined) return inLoop(recordsIn(facts['http.requests']) ?? []);
    const libraries = listed([...new Set(clients.map(({ library }) => library))]);
    const isLeft = recordsIn(facts['http.sessions'])?.some(({ scope, closed, kind }) => kind === 'session' && scope === 'request' && closed === 'never') ?? false;
    return fail({
      message: `${counted(clients.length, 'place')} ${clients.length === 1 ? 'makes' : 'make'} a new ${libraries} client for each request${isLeft ? ', and not all are closed' : ''}`,
      evidence: [first.at, ...rest.slice(0, 3).map(({ at }) => at)],
      anchor: 'clients',
      fix: {
        title: `Make the client once, ${libraries.includes('aiohttp') ? 'in the lifespan of the application' : 'as a constant of its module'}, and share it between requests`,
        applicability: 'review', change: { kind: 'rewrite', how: 'share-client', at: [first.at, ...rest.map(({ at }) => at)] },
      },
    });
  },
});

/** Each plain call of requests opens a connection of its own: in a loop that adds up. Threads must not share a Session, so that only a person can say where it lives. */
function inLoop(requests: readonly HttpRequest[]): Outcome {
  const [first, ...rest] = requests.filter(({ library, scope, inLoop: isRepeated, at }) => library === 'requests' && scope === 'request' && isRepeated && /^(requests\.)?(get|post|put|patch|delete|head|request)\(/.test(at.value));
  if (first === undefined) return pass();
  return fail({
    message: `${handlerName(first.within)} opens a new connection in each turn of a loop with ${first.at.value.split('(')[0] ?? 'requests'}`,
    evidence: [first.at, ...rest.slice(0, 3).map(({ at }) => at)], anchor: 'loop', severity: 'low',
    fix: advised('Make one requests.Session before the loop, and ask through it'),
  });
}

function isCostly({ library, scope, at }: ClientPlace, libraries: readonly string[]): boolean {
  return scope === 'request' && libraries.includes(library) && !OWN.test(at.value);
}
