import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_CONFIG, type Config, type Setting } from '../../src/config/config.ts';
import { judge } from '../../src/judge.ts';
import { declared } from '../../src/model/fact.ts';
import { SEVERITIES, type Severity } from '../../src/model/finding.ts';
import { identityOf } from '../../src/compare/identity.ts';
import { scan } from '../../src/scan.ts';

const FILE = { path: 'optimize.yaml', text: 'ignores: []\n' };
const { catalogue, project, report } = await scan('test/projects/fastapi-railway', { asOf: '2026-11-22' });
const edition = catalogue.editions.get(report.edition);
if (edition === undefined) throw new Error('the edition of the report is there');
const judged = (config: Config, ignores = true) => judge(project, { catalogue, edition, version: '0.0.0', root: '.', config, ignores });
const bare = judged(NO_CONFIG, false);
const found = bare.services.flatMap(({ findings }) => findings);
const rules = [...bare.rules.keys()];

const levels: fc.Arbitrary<ReadonlyMap<string, Setting<'off' | Severity>>> = fc.uniqueArray(
  fc.record({ rule: fc.constantFrom(...rules), value: fc.constantFrom('off' as const, ...SEVERITIES) }), { selector: ({ rule }) => rule, maxLength: 12 },
).map((list) => new Map(list.map(({ rule, value }) => [rule, { value, origin: { kind: 'default' } }])));

const ignored: fc.Arbitrary<Config['ignores']> = fc.subarray(found).map((list) => list.map((finding) => {
  const { rule, path, anchor } = identityOf(finding);
  return { rule, reason: 'it is known', at: declared('ignore', '', FILE, { start: 0, end: 1 }), in: 'configuration', scope: { kind: 'entry', anchor, ...(path === '' ? {} : { path }) } };
}));

describe('a score beside what is ignored', () => {
  it('found something to ignore', () => {
    expect(found.length).toBeGreaterThan(3);
  });

  it('says what it would be without, whatever is ignored, switched off or made louder', () => {
    fc.assert(fc.property(levels, ignored, (own, ignores) => {
      const { services } = judged({ ...NO_CONFIG, rules: own, ignores });
      for (const [index, { score, findings, ignored: accepted, verdicts }] of services.entries()) {
        expect(score.raw).toBe(bare.services[index]?.score.value);
        expect(score.value).toBeGreaterThanOrEqual(score.raw);
        expect(score.lost).toBe(100 - score.value);
        expect(score.categories.reduce((sum, { lost }) => sum + lost, 0)).toBe(score.lost);
        const undecided = verdicts.reduce((sum, { outcome, points }) => sum + (outcome === 'undecided' ? points : 0), 0);
        expect(findings.reduce((sum, { points }) => sum + points, 0)).toBe(score.lost - undecided);
        expect(accepted.every(({ finding }) => !findings.some(({ id }) => id === finding.id))).toBe(true);
        expect(findings.every(({ rule }) => own.get(rule)?.value !== 'off')).toBe(true);
      }
    }), { numRuns: 60 });
  });
});
