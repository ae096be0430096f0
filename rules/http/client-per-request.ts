import { defineCheck, fail, notApplicable, pass, type ClientPlace, type Outcome } from '#rule';
import { recordsIn } from '../shared/records.ts';
import { counted, listed } from '../shared/words.ts';

/** Arguments that make each client another one: certificates, proxies, cookies of a tenant or a test. */
const OWN = /\b(cert|verify|proxy|proxies|mounts|cookies|transport|auth|api_key|apiKey|base_url|baseURL)\s*[=:]/;

export default defineCheck({
  needs: [],
  reads: ['http.clients'],
  check(facts, { strings }): Outcome {
    const all = recordsIn(facts['http.clients']);
    if (all === undefined) return notApplicable('nobody has read the code of the program');
    const clients = all.filter((client) => isCostly(client, strings('libraries')));
    const [first, ...rest] = clients;
    if (first === undefined) return pass();
    const libraries = listed([...new Set(clients.map(({ library }) => library))]);
    return fail({
      message: `${counted(clients.length, 'place')} ${clients.length === 1 ? 'makes' : 'make'} a new ${libraries} client for each request`,
      evidence: [first.at, ...rest.slice(0, 3).map(({ at }) => at)],
      anchor: 'clients',
      fix: {
        title: `Make the client once, ${libraries.includes('aiohttp') ? 'in the lifespan of the application' : 'as a constant of its module'}, and share it between requests`,
        applicability: 'review', change: { kind: 'rewrite', how: 'share-client', at: [first.at, ...rest.map(({ at }) => at)] },
      },
    });
  },
});

function isCostly({ library, scope, at }: ClientPlace, libraries: readonly string[]): boolean {
  return scope === 'request' && libraries.includes(library) && !OWN.test(at.value);
}
