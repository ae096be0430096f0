import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type FactSet, type Outcome, type Pool, type Singleton } from '#rule';
import { advised } from '../shared/advised.ts';
import { keptInProcess } from '../shared/alone.ts';
import { recordsIn } from '../shared/records.ts';

/** SQL in the file that opens the database. */
const WRITES = /\b(?:insert\s+(?:or\s+\w+\s+)?into|replace\s+into|update\s+\w+\s+set)\b/i;

export default defineCheck({
  needs: ['live.service'],
  reads: ['process.singletons', 'database.pools', 'live.variables', 'deploy.volumeMount'],
  check(_facts, { service: { name, facts }, text }): Outcome {
    const files = keptInProcess(facts, ['file-state']).filter(({ at }) => !new RegExp(text('temporary'), 'i').test(String(at.value)));
    if (files.length === 0) return notApplicable('it keeps no data in a file');
    if (facts['deploy.volumeMount'] !== undefined && facts['deploy.volumeMount'].state !== 'absent') return pass();
    const lost = files.filter((file) => isWritten(file, facts));
    const [first, ...rest] = lost;
    if (first === undefined) return notApplicable('nothing shows that it keeps data in a file of its own on the platform');
    return fail({
      message: `${name} has no volume, and ${first.what}, which the next deployment takes away`,
      evidence: [first.at, ...rest.map(({ at }) => at), ...noVolume(facts)], anchor: 'file-state',
      fix: advised('Attach a volume and keep the file there, or move the data to a database'),
    });
  },
});

function noVolume({ 'live.service': link }: FactSet): readonly Evidence[] {
  return link?.state === 'known' && link.provenance.kind === 'live' ? [{ state: 'absent', name: 'volume', live: { ...link.provenance.place, field: 'volumes' } }] : [];
}

/** True where the program writes into a file for sure: models of its own in SQLite, or statements that change rows beside the call that opens it. */
function isWritten({ at }: Singleton, facts: FactSet): boolean {
  const pool = (recordsIn(facts['database.pools']) ?? []).find((each) => isSamePlace(each, at));
  if (pool !== undefined) return isFileOnPlatform(pool, facts);
  return at.provenance.kind === 'declared' && WRITES.test(at.provenance.file.text);
}

function isSamePlace({ at }: Pool, place: Singleton['at']): boolean {
  const [one, other] = [at.provenance, place.provenance];
  return one.kind === 'declared' && other.kind === 'declared' && one.file.path === other.file.path && one.range.start === other.range.start;
}

/** A variable decides where it is set on the platform. What it holds is known by the scheme of its address alone. */
function isFileOnPlatform({ database }: Pool, facts: FactSet): boolean {
  const variable = (valueOf(facts['live.variables']) ?? []).find(({ name }) => name === valueOf(database));
  return variable === undefined || variable.url?.scheme.startsWith('sqlite') === true;
}
