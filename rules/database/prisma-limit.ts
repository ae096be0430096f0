import { defineRecordCheck, fail, notApplicable, pass } from '#rule';
import { advised } from '../shared/advised.ts';
import { addressesOf } from '../shared/databases.ts';

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  check(pool, _facts, { service }) {
    const { library, driver, maximum, served, kind, at } = pool;
    if (library !== 'prisma' || driver !== undefined || kind === 'sqlite') return notApplicable("it is not opened by Prisma's engine");
    if (!served) return notApplicable('the served program does not open it');
    if (maximum.state !== 'unresolved' || addressesOf(pool, service).some((address) => address.includes('connection_limit='))) return pass();
    if (!maximum.reason.startsWith('Prisma opens')) return notApplicable('its options stand in another place');
    return fail({
      message: 'nothing says how many connections Prisma may open: it counts the processors of the host',
      evidence: [at],
      fix: advised('Add connection_limit to the address of the database: ?connection_limit=5'),
    });
  },
});
