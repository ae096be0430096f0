import { absent, defineCheck, fail, pass, undecided, valueOf, type Evidence, type FactSet, type Known, type Outcome, type Service } from '#rule';
import { PRIVATE_HOST } from '../shared/addresses.ts';
import { isAsked } from '../shared/asked.ts';
import { filesOf } from '../shared/deploy-files.ts';
import { followed, liveVariables } from '../shared/live-variables.ts';
import { recordsIn } from '../shared/records.ts';
import { runVariables } from '../shared/variables.ts';

const FIX = { title: 'Add Redis, and give this service its address', applicability: 'advice', change: { kind: 'advice' } } as const;

export default defineCheck({
  needs: [],
  reads: ['redis.clients', 'web.capabilities', 'database.servers', 'database.pools', 'deploy.variables', 'build.variables', 'build.configFiles', 'live.variables', 'live.neighbours'],
  check(facts, { service, strings, text }): Outcome {
    if (hasServer(service.facts) || hasAddress(service.facts, new RegExp(text('variable'))) || hasLiveAddress(service.facts)) return pass();
    const clients = recordsIn(facts['redis.clients']);
    if (clients === undefined) return undecided('whether the program uses a cache cannot be told');
    const [client] = clients;
    if (client === undefined) return withoutClient(service, strings('memory'));
    if (clients.some(({ at }) => PRIVATE_HOST.test(at.value))) return pass();
    const declaring = filesOf(facts['build.configFiles']).find(({ kind, live }) => live && strings('files').includes(kind.value));
    if (declaring === undefined && isAsked(service.facts)) return failed(`${service.name} has a Redis client, and no variable holds the address of a Redis`, client.at);
    if (declaring === undefined) return undecided('no file says which Redis the program talks to; its address may be set in the dashboard');
    return failed(`${service.name} has a Redis client, and ${declaring.path} declares no Redis`, client.at);
  },
});

function withoutClient({ facts, name }: Service, memory: readonly string[]): Outcome {
  const caches = (valueOf(facts['web.capabilities']) ?? []).filter(({ kind }) => kind === 'cache');
  const remote = caches.find(({ library }) => !memory.includes(library));
  if (remote !== undefined) return undecided(`no file says where ${remote.library} keeps its entries`);
  const [local] = caches;
  if (local !== undefined) return failed(`${name} keeps its cache in the memory of each process (${local.library})`, local.at);
  const [pool] = valueOf(facts['database.pools']) ?? [];
  return failed(`no cache server stands between ${name} and its database`, pool?.at ?? absent('redis.clients'));
}

/** A Redis that a file deploys; one of a compose file runs on a developer's machine only. */
function hasServer(facts: FactSet): boolean {
  return (valueOf(facts['database.servers']) ?? []).some((server) => server.value.startsWith('redis') && !isLocal(server));
}

function isLocal({ provenance }: Known<string>): boolean {
  return provenance.kind === 'declared' && /(?:^|\/)(?:docker-)?compose[^/]*$/.test(provenance.file.path);
}

function hasAddress(facts: FactSet, name: RegExp): boolean {
  return runVariables(facts['deploy.variables'], facts['build.variables']).some(({ variable, value }) => name.test(variable) && value !== '');
}

/** A variable of any name that holds the address of a Redis on the platform, or refers to a variable that does. */
function hasLiveAddress(facts: FactSet): boolean {
  return liveVariables(facts).some((variable) => /^(?:redis|valkey)s?$/i.test(followed(variable, facts).url?.scheme ?? ''));
}

function failed(message: string, fact: Evidence): Outcome {
  return fail({ message, evidence: [fact], anchor: 'cache', fix: FIX });
}
