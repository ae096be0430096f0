import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.regions', 'database.pools'],
  check(facts, { service, strings }) {
    const regions = valueOf(facts['deploy.regions']) ?? [];
    const [first, ...rest] = regions;
    if (first === undefined) return notApplicable('no file names a region');
    const pool = recordsIn(facts['database.pools'])?.find(({ served, kind }) => served && strings('databases').includes(kind ?? ''));
    if (pool === undefined) return notApplicable('no SQL database was found');
    if (rest.length === 0) return pass();
    return fail({
      message: `${service.name} runs in ${listed(regions.map(({ value }) => value))}, and its database can be near to one of them only`,
      evidence: [first, ...rest, pool.at], anchor: 'deploy.regions',
      fix: advised('Run in the region of the database, or read from a replica of it'),
    });
  },
});
