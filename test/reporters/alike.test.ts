import { describe, expect, it } from 'vitest';
import { declared } from '../../src/model/fact.ts';
import type { Finding } from '../../src/model/finding.ts';
import { PLAIN } from '../../src/reporters/paint.ts';
import { alikeText, apartAlike } from '../../src/reporters/text/alike.ts';

const file = { path: 'models.py', text: 'a\nb\nc\nd\ne\nf\ng\nh\n' };
const service = { name: 'web', root: '', facts: {}, overrides: [], files: [], problems: [] };

/** Findings of a rule, one for each of these lines of a file. */
const findings = (rule: string, ...lines: readonly number[]): readonly Finding[] => lines.map((line) => ({
  id: `${rule}:${line}`, rule, service: 'web', severity: 'medium', confidence: 'high', points: 0, message: `line ${line}`,
  evidence: [declared('line', 'x', file, { start: (line - 1) * 2, end: (line - 1) * 2 + 1 })],
} as unknown as Finding));

describe('findings of one rule', () => {
  const all = [...findings('schema/a', 1, 2, 3, 4, 5, 6, 7), ...findings('schema/b', 8)];

  it('are written out three times, and named by their place after that', () => {
    const { full, rest } = apartAlike(all);
    expect(full.map(({ id }) => id)).toEqual(['schema/a:1', 'schema/a:2', 'schema/a:3', 'schema/b:8']);
    expect(alikeText(rest, service, { width: 80, paint: PLAIN })).toEqual([
      '', 'more of the same',
      '  ·     4 of schema/a: models.py:4:1, models.py:5:1, models.py:6:1, ...',
      '        (`optimize scan --rule schema/a` shows all)',
    ]);
  });

  it('are all written out where somebody asked for the rule', () => {
    expect(apartAlike(all, ['schema/a']).full).toEqual(all);
  });

  it('need no line where there are few', () => {
    expect(alikeText(apartAlike(findings('schema/a', 1, 2, 3)).rest, service, { width: 80, paint: PLAIN })).toEqual([]);
  });
});
