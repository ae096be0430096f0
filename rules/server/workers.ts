import { defineCheck, fail, notApplicable, pass, undecided, valueOf, type FactSet, type Outcome, type Service, type Unresolved } from '#rule';
import { advised } from '../shared/advised.ts';
import { isAsked } from '../shared/asked.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';
import { writtenAs } from '../shared/written.ts';
import { fewerThan } from '../shared/worker-count.ts';

export default defineCheck({
  needs: [],
  reads: ['server.workers', 'server.threads', 'server.workerClass', 'start.server', 'start.serverCommand', 'start.interface', 'process.singletons'],
  check(facts, { service, strings, number }): Outcome {
    const workers = facts['server.workers'];
    if (workers?.state === 'unresolved' && isFromCpus(workers, strings('cpu'))) return notApplicable('the CPUs of the machine decide how many start');
    if (workers?.state === 'unresolved') return uncounted(service, workers, strings('doubled'));
    if (workers?.state !== 'known') return pass(); // a server without worker processes
    return doubled(service, strings('doubled')) ?? oneAtATime(service)
      ?? fewerThan(service, number('at-least')) ?? pass();
  },
});

/** What takes the number from the machine is judged for that alone. */
function isFromCpus(workers: Unresolved, words: readonly string[]): boolean {
  const written = writtenAs(workers);
  return words.some((word) => written.includes(word) || workers.reason.includes(word));
}

/** A number that only a run tells matters where the process does something that must not be done twice. */
function uncounted({ facts }: Service, { reason }: Unresolved, kinds: readonly string[]): Outcome {
  const alone = (valueOf(facts['process.singletons']) ?? []).find(({ kind }) => kinds.includes(kind));
  if (alone === undefined) return notApplicable(`the number of workers cannot be told: ${reason}`);
  return undecided(`does more than one worker start? ${alone.what}, and the number cannot be told: ${reason}`);
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
    fix: advised('Run it in a service of its own, or keep one worker'),
  });
}

/** One process that answers one request at a time, and nothing that speaks against a second. */
function oneAtATime({ facts, name }: Service): Outcome | undefined {
  const [server, workers, threads, command] = [facts['start.server'], facts['server.workers'], facts['server.threads'], facts['start.serverCommand']];
  const alone = recordsIn(facts['process.singletons']);
  if (!blocksOnOneRequest(facts) || workers?.state !== 'known' || server?.state !== 'known') return undefined;
  if (alone === undefined) return undecided('what the process keeps to itself cannot be told, and it may have to stay alone');
  if (alone.length > 0) return undefined;
  return fail({
    message: `${name} answers one request at a time: one ${server.value} worker with one thread${workers.provenance.kind === 'default' && !isAsked(facts) ? ', unless the dashboard sets WEB_CONCURRENCY' : ''}`,
    evidence: [workers, ...(threads?.state === 'known' ? [threads] : []), ...(command?.state === 'known' ? [command] : [])],
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
