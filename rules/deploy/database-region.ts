import { defineCheck, fail, notApplicable, pass, type FactSet, type Outcome, type Tables } from '#rule';
import { advised } from '../shared/advised.ts';
import { placeOf, referredDatabases, regionOf, type ReferredDatabase } from '../shared/live-databases.ts';
import { runningRegions } from '../shared/live-regions.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

/** A database with where it is. */
interface Located extends ReferredDatabase {
  readonly region: string;
  readonly place: string;
}

export default defineCheck({
  needs: ['live.service'],
  reads: ['live.variables', 'live.neighbours', 'live.regions', 'live.volumes', 'deploy.regions', 'database.pools'],
  check(_facts, { service: { name, facts }, tables, strings }): Outcome | readonly Outcome[] {
    const databases = referredDatabases(facts);
    if (databases.length === 0) return notApplicable('its variables refer to no database of the environment');
    const regions = runningRegions(facts);
    if (regions.length === 0 || regions.some(({ region }) => placeOf(region, tables) === undefined)) return notApplicable('nothing says in which region it runs');
    const located = databases.flatMap((each) => locatedIn(each, tables));
    if (located.length === 0) return notApplicable('nothing says in which region its database is');
    const isOnePlace = new Set(located.map(({ place }) => place)).size === 1;
    const findings = located.flatMap((each): readonly Outcome[] => {
      const far = regions.filter(({ region }) => placeOf(region, tables) !== each.place);
      const [first, ...rest] = far;
      if (first === undefined || (regions.length > 1 && each.kind === 'sql' && asksSql(facts, strings('databases')))) return [];
      return [fail({
        message: `${name} runs in ${listed(far.map(({ region }) => region))}, and ${each.database.name}, which it asks, is in ${each.region}`,
        evidence: [first.at, each.database.volumes[0]?.at ?? each.database.at, each.variable.at, ...rest.map(({ at }) => at)],
        anchor: `region:${each.database.name}`, ...(far.length < regions.length ? { severity: 'low' } : {}),
        fix: advised(isOnePlace && regions.length === 1 ? `Run the service in ${each.region}, where ${each.database.name} is` : 'Run the service and its databases in one region'),
      })];
    });
    return findings.length === 0 ? pass() : findings;
  },
});

function locatedIn(referred: ReferredDatabase, tables: Tables): readonly Located[] {
  const region = regionOf(referred.database);
  const place = region === undefined ? undefined : placeOf(region, tables);
  return region === undefined || place === undefined ? [] : [{ ...referred, region, place }];
}

/** True where deploy/region-latency speaks of several regions, by what the code shows. */
function asksSql(facts: FactSet, kinds: readonly string[]): boolean {
  return (recordsIn(facts['database.pools']) ?? []).some(({ served, kind }) => served && kinds.includes(kind ?? ''));
}
