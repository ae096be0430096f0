import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type FactSet, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { keptInProcess } from '../shared/alone.ts';
import { recordsIn } from '../shared/records.ts';
import { runVariables } from '../shared/variables.ts';

/** What keeps a service awake, or what it cannot do while it sleeps. */
interface Conflict {
  readonly at: Evidence;
  readonly what: string;
  readonly fix: ProposedFix;
}

const STAY_AWAKE: ProposedFix = { title: 'Let the service stay awake', applicability: 'review', change: { kind: 'remove-fact', fact: 'deploy.sleep' } };

export default defineCheck({
  needs: [],
  reads: ['deploy.sleep', 'service.kind', 'process.singletons', 'database.pools', 'start.server', 'deploy.variables', 'build.variables'],
  check(facts, { service, number }): Outcome {
    const sleep = facts['deploy.sleep'];
    if (sleep?.state !== 'known' || !sleep.value) return notApplicable('no file lets it sleep');
    const conflict = workOfItsOwn(service.facts) ?? talkingPool(service.facts, number('minutes')) ?? telemetry(service.facts);
    if (conflict === undefined) return pass();
    return fail({ message: `${service.name} is to sleep without traffic, and ${conflict.what}`, evidence: [sleep, conflict.at], fix: conflict.fix });
  },
});

/** A process that works without being asked: nobody wakes it up, or it never sleeps. */
function workOfItsOwn(facts: FactSet): Conflict | undefined {
  const [kept] = keptInProcess(facts, ['scheduler', 'bot', 'consumer']);
  if (kept !== undefined) return { at: kept.at, what: `works without it: ${kept.what}`, fix: STAY_AWAKE };
  const kind = facts['service.kind'];
  return kind?.state === 'known' && kind.value === 'worker' ? { at: kind, what: 'a worker gets no traffic that could wake it', fix: STAY_AWAKE } : undefined;
}

/** Pools that send packets while nobody asks: MongoDB drivers ask each server how it is every ten seconds. */
function talkingPool(facts: FactSet, minutes: number): Conflict | undefined {
  for (const pool of recordsIn(facts['database.pools']) ?? []) {
    if (!pool.served) continue;
    if (pool.kind === 'mongodb') return { at: pool.at, what: 'its MongoDB driver asks the server how it is every 10 seconds', fix: STAY_AWAKE };
    const keepalive = pool.options.find(({ name }) => /(^|\.)keepalives_idle$/.test(name))?.value;
    if (keepalive?.state === 'known' && Number(keepalive.value) < minutes * 60) {
      return {
        at: keepalive, what: `its connections send a packet after ${String(keepalive.value)} seconds`,
        fix: advised('Drop the keepalives, or let the service stay awake'),
      };
    }
  }
  return undefined;
}

/** https://nextjs.org/telemetry */
function telemetry(facts: FactSet): Conflict | undefined {
  const server = facts['start.server'];
  const isOff = runVariables(facts['deploy.variables'], facts['build.variables']).some(({ variable }) => variable === 'NEXT_TELEMETRY_DISABLED');
  if (valueOf(server) !== 'next' || server === undefined || server.state !== 'known' || isOff) return undefined;
  return {
    at: server, what: 'Next.js reports telemetry',
    fix: advised('Set NEXT_TELEMETRY_DISABLED to 1 on the service'),
  };
}
