import { defineCheck, fail, pass, undecided, valueOf, type FactSet, type Outcome, type Service, type Unresolved } from '#rule';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';
import { writtenAs } from '../shared/written.ts';
import { fewerThan } from '../shared/worker-count.ts';

const VARIABLES = ['WEB_CONCURRENCY', 'GUNICORN_WORKERS', 'UVICORN_WORKERS'];

export default defineCheck({
  needs: [],
  reads: ['server.workers', 'server.threads', 'server.workerClass', 'start.server', 'start.interface', 'process.singletons', 'build.variables', 'deploy.variables'],
  check(facts, { service, strings, number }): Outcome {
    const workers = facts['server.workers'];
    if (workers?.state === 'unresolved') return fromCpus(workers, strings('cpu')) ?? undecided(`the number of workers cannot be told: ${workers.reason}`);
    if (workers?.state !== 'known') return pass(); // a server without worker processes
    return doubled(service, strings('doubled')) ?? contradiction(service) ?? oneAtATime(service)
      ?? fewerThan(service, number('at-least')) ?? pass();
  },
});

/** The CPUs of the host, which a container does not have. */
function fromCpus(workers: Unresolved, words: readonly string[]): Outcome | undefined {
  const written = writtenAs(workers);
  if (!words.some((word) => written.includes(word) || workers.reason.includes(word))) return undefined;
  return fail({
    message: 'the number of workers follows the CPUs of the host, not those of the container',
    evidence: [workers], severity: 'high', confidence: 'high',
    fix: { title: 'Let WEB_CONCURRENCY decide, with 2 as its default', applicability: 'review', change: { kind: 'set-fact', fact: 'server.workers', value: '${WEB_CONCURRENCY:-2}' } },
  });
}

/** Several processes, each of which runs the same scheduler or bot. */
function doubled({ facts, name }: Service, kinds: readonly string[]): Outcome | undefined {
  const workers = facts['server.workers'];
  const alone = (valueOf(facts['process.singletons']) ?? []).filter(({ kind }) => kinds.includes(kind));
  const [first, ...rest] = alone;
  if (workers?.state !== 'known' || workers.value < 2 || first === undefined) return undefined;
  return fail({
    message: `${name} starts ${workers.value} workers, and each of them does this: ${listed(alone.map(({ what }) => what))}`,
    evidence: [workers, first.at, ...rest.map(({ at }) => at)], severity: 'high',
    fix: { title: 'Run it in a service of its own, or keep one worker', applicability: 'advice', change: { kind: 'advice' } },
  });
}

/** A variable that somebody set and that a fixed number shadows. */
function contradiction({ facts }: Service): Outcome | undefined {
  const workers = facts['server.workers'];
  if (workers?.state !== 'known' || workers.provenance.kind !== 'declared' || writtenAs(workers).includes('$')) return undefined;
  const variables = [facts['deploy.variables'], facts['build.variables']].flatMap((list) => valueOf(list) ?? []);
  const shadowed = variables.find(({ variable, value }) => VARIABLES.includes(variable) && /^\d+$/.test(value ?? '') && Number(value) !== workers.value);
  if (shadowed === undefined) return undefined;
  return fail({
    message: `${workers.value} workers start; ${shadowed.variable}=${shadowed.value ?? ''} has no effect`,
    evidence: [workers, shadowed.at], anchor: shadowed.variable, confidence: 'high',
    fix: {
      title: `Let ${shadowed.variable} decide, with ${workers.value} as its default`, applicability: 'review',
      change: { kind: 'set-fact', fact: 'server.workers', value: `\${${shadowed.variable}:-${workers.value}}` },
    },
  });
}

/** One process that answers one request at a time, and nothing that speaks against a second. */
function oneAtATime({ facts, name }: Service): Outcome | undefined {
  const [server, workers, threads] = [facts['start.server'], facts['server.workers'], facts['server.threads']];
  const alone = recordsIn(facts['process.singletons']);
  if (!blocksOnOneRequest(facts) || workers?.state !== 'known' || server?.state !== 'known') return undefined;
  if (alone === undefined) return undecided('what the process keeps to itself cannot be told, and it may have to stay alone');
  if (alone.length > 0) return undefined;
  return fail({
    message: `${name} answers one request at a time: one ${server.value} worker with one thread`,
    evidence: threads?.state === 'known' ? [workers, threads] : [workers],
    fix: {
      title: 'Answer four requests at a time, with threads', applicability: 'review', change: { kind: 'set-fact', fact: 'server.threads', value: 4 },
      question: { text: 'How many threads?', choices: [2, 4, 8] },
    },
  });
}

function blocksOnOneRequest(facts: FactSet): boolean {
  const isSync = valueOf(facts['start.server']) === 'gunicorn' && (valueOf(facts['server.workerClass']) ?? 'sync') === 'sync';
  return isSync && valueOf(facts['start.interface']) !== 'asgi' && valueOf(facts['server.workers']) === 1 && (valueOf(facts['server.threads']) ?? 1) === 1;
}
