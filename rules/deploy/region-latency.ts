import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type Tables } from '#rule';
import { advised } from '../shared/advised.ts';
import { placeOf, referredDatabases, regionOf } from '../shared/live-databases.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.regions', 'database.pools', 'live.service', 'live.variables', 'live.neighbours'],
  check(facts, { service, strings, tables }) {
    const regions = valueOf(facts['deploy.regions']) ?? [];
    const [first, ...rest] = regions;
    if (first === undefined) return notApplicable('no file names a region');
    const pool = recordsIn(facts['database.pools'])?.find(({ served, kind }) => served && strings('databases').includes(kind ?? ''));
    if (pool === undefined) return notApplicable('no SQL database was found');
    if (rest.length === 0) return pass();
    const names = regions.map(({ value }) => value);
    return fail({
      message: `${service.name} runs in ${listed(names)}, and ${nearTo(names, service.facts, tables) ?? 'its database can be near to one of them only'}`,
      evidence: [first, ...rest, pool.at], anchor: 'deploy.regions',
      fix: advised('Run in the region of the database, or read from a replica of it'),
    });
  },
});

/** Which region has the database near, where the platform says where it is. */
function nearTo(regions: readonly string[], facts: FactSet, tables: Tables): string | undefined {
  const [referred, ...others] = referredDatabases(facts).filter(({ kind }) => kind === 'sql');
  const region = referred === undefined || others.length > 0 ? undefined : regionOf(referred.database);
  const place = region === undefined ? undefined : placeOf(region, tables);
  if (referred === undefined || region === undefined || place === undefined) return undefined;
  const near = regions.filter((each) => placeOf(each, tables) === place);
  return near.length === 0 ? `${referred.database.name} is in ${region}, near to none of them` : `${referred.database.name} is near to ${listed(near)} only`;
}
