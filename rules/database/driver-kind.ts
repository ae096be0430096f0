import { defineRecordCheck, fail, notApplicable, pass, valueOf, type CheckContext, type FactSet, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { hasReached } from '../shared/driver-mistakes.ts';

/** Packages whose driver an engine can have instead, the likelier first. */
const INSTEAD: Readonly<Record<'async' | 'sync', readonly (readonly [string, string])[]>> = {
  async: [['asyncpg', 'postgresql+asyncpg'], ['psycopg', 'postgresql+psycopg']],
  sync: [['psycopg2-binary', 'postgresql+psycopg2'], ['psycopg2', 'postgresql+psycopg2'], ['psycopg', 'postgresql+psycopg']],
};

export default defineRecordCheck({
  each: 'database.engineAddresses',
  needs: [],
  reads: ['runtime.dependencies'],
  check(engine, _facts, context): Outcome {
    if (!engine.served && !engine.migration) return notApplicable('a script connects');
    const { scheme } = engine;
    if (scheme.state !== 'known') return notApplicable('only the environment tells the driver');
    const wanted = engine.library === 'sqlalchemy-async' ? 'async' : 'sync';
    if (driverKind(scheme.value, context) !== (wanted === 'async' ? 'sync' : 'async')) return pass();
    const message = wanted === 'async'
      ? `an async engine cannot use ${scheme.value}, whose driver is not async`
      : `an engine that is not async cannot use ${scheme.value}: the first query raises MissingGreenlet`;
    return fail({ message, evidence: [scheme, engine.at], anchor: `driver:${engine.library}`, fix: fixFor(scheme, wanted, context.service.facts) });
  },
});

/** Which engines a driver is for; undefined for one that is both, or that nobody here knows. */
function driverKind(scheme: string, { strings, service }: CheckContext): 'async' | 'sync' | undefined {
  const [dialect = '', driver] = scheme.toLowerCase().split('+');
  if (driver !== undefined) return strings('async-drivers').includes(driver) ? 'async' : strings('sync-drivers').includes(driver) ? 'sync' : undefined;
  if (strings('sync-dialects').includes(dialect)) return 'sync';
  return dialect === 'postgresql' && hasReached(service.facts['runtime.dependencies'], 'sqlalchemy', 2, 1) === false ? 'sync' : undefined;
}

function fixFor(scheme: Known<string>, wanted: 'async' | 'sync', facts: FactSet): ProposedFix {
  const packages = new Set((valueOf(facts['runtime.dependencies']) ?? []).map(({ name }) => name));
  const to = scheme.value.startsWith('postgresql') ? INSTEAD[wanted].find(([name]) => packages.has(name))?.[1] : undefined;
  if (to === undefined || scheme.provenance.kind !== 'declared') {
    return advised(wanted === 'async' ? 'Install an async driver (asyncpg) and name it in the address' : 'Install a driver that is not async (psycopg) and name it in the address');
  }
  return { title: `Write ${to}://`, applicability: 'review', change: { kind: 'rewrite', how: 'change-scheme', at: [scheme], with: { from: scheme.value, to } } };
}
