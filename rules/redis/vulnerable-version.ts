import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { dependencyNamed } from '../shared/dependencies.ts';
import { recordsIn } from '../shared/records.ts';
import { compareVersions, isAtLeast, lineOf } from '../shared/versions.ts';

export default defineCheck({
  needs: [],
  reads: ['redis.clients', 'runtime.dependencies'],
  check(facts, { strings, text }): Outcome {
    const client = recordsIn(facts['redis.clients'])?.find(({ library }) => library === 'redis.asyncio');
    if (client === undefined) return notApplicable('redis.asyncio is not used');
    const installed = dependencyNamed(facts, 'redis');
    if (installed?.version === undefined) return notApplicable('no file says which redis-py is installed');
    const { version } = installed;
    const repaired = strings('repaired');
    const last = repaired.at(-1) ?? version;
    const own = repaired.find((release) => lineOf(release, 'python') === lineOf(version, 'python'));
    const isFine = isAtLeast(version, last) || compareVersions(version, text('safe-below')) < 0 || (own !== undefined && isAtLeast(version, own));
    if (isFine) return pass();
    return fail({
      message: `redis-py ${version} may give a request the answer that belongs to another (CVE-2023-28859)`,
      evidence: [installed.at, client.at], anchor: 'redis:version', fix: advised(`Ask for redis ${last} or later, and write the lock file anew`),
    });
  },
});
