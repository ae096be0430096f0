import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type Known, type Outcome, type Singleton } from '#rule';
import { advised } from '../shared/advised.ts';
import { keptInProcess } from '../shared/alone.ts';
import { isJobState } from '../shared/job-state.ts';
import { recordsIn } from '../shared/records.ts';
import { counted, listed } from '../shared/words.ts';

/** What only requests write; a worker that loads the same code gets none. */
const OF_REQUESTS: readonly Singleton['kind'][] = ['websocket', 'in-process-state'];

export default defineCheck({
  needs: [],
  reads: ['service.kind', 'deploy.replicas', 'server.workers', 'process.singletons', 'tasks.states'],
  check(facts, { service, strings, text }): Outcome {
    const copies = [facts['deploy.replicas'], facts['server.workers']].map((fact) => (fact?.state === 'known' && fact.value > 1 ? fact : undefined));
    const [replicas, workers] = copies;
    if (recordsIn(facts['process.singletons']) === undefined) return notApplicable('what the process keeps to itself was not read');
    const kinds = [...(replicas === undefined ? [] : strings('across-replicas')), ...(workers === undefined ? [] : strings('across-workers'))];
    const isWeb = valueOf(facts['service.kind']) === 'web';
    const kept = onePerPlace(keptInProcess(service.facts, kinds))
      .filter((each) => (isWeb || !OF_REQUESTS.includes(each.kind)) && !mayDiffer(each, new RegExp(text('may-differ'), 'i')));
    const others = kept.filter(({ at }) => !isJobState(service.facts, at));
    const [first, ...rest] = others;
    if (first === undefined) return kept.length === 0 ? pass() : notApplicable('queue/job-state says what is wrong with the progress that it keeps in memory');
    const numbers: Evidence[] = copies.filter((fact) => fact !== undefined);
    return fail({
      message: `${service.name} runs as ${words(replicas, workers)}, and each has its own: ${listed(others.map(({ what }) => what))}`,
      evidence: [first.at, ...rest.map(({ at }) => at), ...numbers], anchor: first.kind,
      fix: advised('Move it to Redis, the database or a service of its own, or keep one process'),
    });
  },
});

/** A container of sockets is found as one that requests write, too. */
function onePerPlace(kept: readonly Singleton[]): readonly Singleton[] {
  return [...new Map(kept.toReversed().map((each) => [String(each.at.value), each])).values()].toReversed();
}

function words(replicas: Known<number> | undefined, workers: Known<number> | undefined): string {
  const parts = [replicas && counted(valueOf(replicas) ?? 1, 'replica'), workers && counted(valueOf(workers) ?? 1, 'worker')].filter((part) => part !== undefined);
  return parts.join(' of ');
}

/** A cache that each copy fills for itself costs time and breaks nothing; counters of a rate limit are a matter of their own. */
function mayDiffer({ kind, at, what }: Singleton, names: RegExp): boolean {
  return kind === 'in-process-state' && (names.test(String(at.value).split(/[=:(]/)[0] ?? '') || what.endsWith('counts in this process'));
}
