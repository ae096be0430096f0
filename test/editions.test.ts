import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report, Verdict } from '../src/report.ts';
import { CURRENT_EDITION, loadCatalogue } from '../src/rules/catalogue.ts';
import { scan } from '../src/scan.ts';
import { scoreOf } from '../src/score/score.ts';

/**
 * The day for which edition 2025.2 is shown: the document whose scale it keeps has no date, but it treats Python 3.10 as supported
 * and `railway.json` as what Railway reads, which fits the second half of 2025.
 */
const AS_OF = '2025-09-15';
const OLD_EDITION = '2025.2';

const catalogue = await loadCatalogue();

describe(`edition ${OLD_EDITION} on the project that it was made for`, () => {
  const open = { 'cache/server': 5, 'database/pool-size': 5, 'deploy/draining': 3 };
  let before: Report;
  let after: Report;
  beforeAll(async () => {
    before = await reportOf('concordbroker-before', OLD_EDITION);
    after = await reportOf('concordbroker-after', OLD_EDITION);
  });

  it('gives 67 points before', () => {
    expect(lostIn(before)).toEqual({
      ...open, 'server/workers': 6, 'runtime/recommended-version': 4, 'build/dependency-cache': 2, 'cache/client': 2,
      'observability/metrics': 2, 'deploy/limits': 2, 'deploy/healthcheck-timeout': 1, 'security/rate-limit': 1,
    });
    expect(before.score.value).toBe(67);
    expect(before.score.grade).toBe('fair');
  });

  it('gives 87 points after', () => {
    expect(lostIn(after)).toEqual(open);
    expect(after.score.value).toBe(87);
    expect(after.score.grade).toBe('good');
  });

  it('can decide everything but where Redis is', () => {
    expect(scoredAs(before, 'undecided')).toEqual([]);
    expect(scoredAs(after, 'undecided')).toEqual(['cache/server']);
  });

  it('shows each lost point as a finding or as undecided', () => {
    for (const { score, services } of [before, after]) {
      const shown = services.flatMap(({ findings }) => findings).map(({ points }) => points);
      expect(sumOf(shown) + score.undecided).toBe(100 - score.value);
      expect(sumOf(score.categories.map(({ lost }) => lost))).toBe(100 - score.value);
    }
  });
});

describe(`edition ${CURRENT_EDITION}`, () => {
  it(`runs no rule that belongs to ${OLD_EDITION} alone`, async () => {
    const report = await reportOf('concordbroker-after', CURRENT_EDITION);
    const own = catalogue.rules.filter(({ editions }) => editions?.includes(CURRENT_EDITION) === false).map(({ id }) => id);
    expect(own.length).toBeGreaterThan(0);
    const ran = new Set(report.services.flatMap(({ verdicts }) => verdicts).map(({ rule }) => rule));
    expect(own.filter((id) => ran.has(id))).toEqual([]);
  });
});

describe('the faults of the project that the document calls optimized', () => {
  it.each([
    ['nixpacks.toml beside a Dockerfile, which nobody reads where the Dockerfile wins', 'platform/builder-conflict', /nobody would read nixpacks\.toml/],
    ['WEB_CONCURRENCY, which --workers shadows', 'server/shadowed-workers', /whatever WEB_CONCURRENCY says/],
    ['a limiter in the memory of two workers in two replicas', 'security/rate-limit-storage', /2 workers x 2 replicas = 4 processes/],
    ['a health check that waits for 15 seconds', 'deploy/healthcheck-timeout', /longer than 15 seconds/],
    ['metrics of one process of four', 'observability/metrics-processes', /shows only the requests that it counted itself/],
  ])('are found: %s', async (_name, rule, message) => {
    const report = await reportOf('concordbroker-after', CURRENT_EDITION);
    const found = report.services.flatMap(({ findings }) => findings).filter((finding) => finding.rule === rule);
    expect(found.map((finding) => finding.message)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });
});

describe.each([...catalogue.editions.values()].map((edition) => [edition.id, edition] as const))('the score of edition %s', (_id, edition) => {
  const outcome = fc.constantFrom<Verdict['outcome']>('pass', 'fail', 'not-applicable', 'undecided');
  const verdicts = fc.record(Object.fromEntries([...edition.rules.keys()].map((rule) => [rule, outcome])))
    .map((outcomes) => [...edition.rules].map(([rule, { points }]): Verdict => ({ rule, service: 'api', points, outcome: outcomes[rule] ?? 'pass' })));

  it('is 100 minus what the categories lost, whatever the verdicts', () => {
    fc.assert(fc.property(verdicts, (all) => {
      const { value, lost, undecided, categories } = scoreOf(all, [], new Map());
      expect(sumOf(categories.map((category) => category.lost))).toBe(100 - value);
      expect(lost).toBe(100 - value);
      expect(sumOf(categories.map((category) => category.points))).toBe(100);
      expect(sumOf(categories.map((category) => category.undecided))).toBe(undecided);
      expect(value).toBeGreaterThanOrEqual(0);
    }));
  });

  it('never falls when a verdict gets better, nor rises when one is hidden', () => {
    fc.assert(fc.property(verdicts, fc.nat(), fc.constantFrom<Verdict['outcome']>('pass', 'not-applicable', 'undecided'), (all, index, better) => {
      const chosen = index % all.length;
      const changed = all.map((verdict, at) => (at === chosen ? { ...verdict, outcome: better } : verdict));
      const [old, current] = [scoreOf(all, [], new Map()).value, scoreOf(changed, [], new Map()).value];
      if (better === 'undecided') expect(current).toBeLessThanOrEqual(old);
      else expect(current).toBeGreaterThanOrEqual(old);
    }));
  });

  it('gains exactly the points of a rule that is mended', () => {
    fc.assert(fc.property(verdicts, fc.nat(), (all, index) => {
      const chosen = index % all.length;
      const broken = all.map((verdict, at): Verdict => (at === chosen ? { ...verdict, outcome: 'fail' } : verdict));
      const mended = all.map((verdict, at): Verdict => (at === chosen ? { ...verdict, outcome: 'pass' } : verdict));
      const gain = scoreOf(mended, [], new Map()).value - scoreOf(broken, [], new Map()).value;
      expect(gain).toBe(all[chosen]?.points);
    }));
  });
});

async function reportOf(project: string, edition: string): Promise<Report> {
  const { report } = await scan(folderOf(project), { edition, asOf: AS_OF });
  return report;
}

function folderOf(project: string): string {
  return fileURLToPath(new URL(`./projects/${project}/`, import.meta.url));
}

/** The rules that cost points, with the points. */
function lostIn(report: Report): Readonly<Record<string, number>> {
  const verdicts = report.services.flatMap((service) => service.verdicts);
  const lost = verdicts.filter(({ outcome, points }) => points > 0 && (outcome === 'fail' || outcome === 'undecided'));
  return Object.fromEntries(lost.map(({ rule, points }) => [rule, points]));
}

/** The rules with points that ended in this outcome. */
function scoredAs(report: Report, outcome: Verdict['outcome']): readonly string[] {
  return report.services.flatMap(({ verdicts }) => verdicts)
    .filter((verdict) => verdict.points > 0 && verdict.outcome === outcome).map(({ rule }) => rule);
}

function sumOf(numbers: readonly number[]): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
