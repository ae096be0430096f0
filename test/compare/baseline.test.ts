import { execaSync } from 'execa';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baselineText, entriesFor, matchBaseline, readBaseline, type BaselineEntry } from '../../src/compare/baseline.ts';
import { idOf } from '../../src/compare/identity.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { ScoreCard } from '../../src/report.ts';
import { findingOf } from '../support/finding.ts';
import { GIT_USER, makeRepository } from '../support/git-repository.ts';
import { reportOf as reportOfServices } from '../support/report.ts';

const entry = (rule: string, more: Partial<BaselineEntry> = {}): BaselineEntry => ({ rule, service: 'api', path: 'Procfile', anchor: 'process:web', number: 1, since: '2026-11-01', ...more });

const CARD: ScoreCard = { value: 100, raw: 100, grade: 'excellent', cappedBy: [], lost: 0, undecided: 0, categories: [] };

function reportOf(findings: readonly Finding[], ignored: readonly Finding[] = [], name = 'api') {
  return reportOfServices([{ name, score: CARD, findings, ignored: ignored.map((finding) => ({ finding, reason: 'it is', by: 'optimize.yaml:1' })) }]);
}

describe('a baseline', () => {
  it('says the same after it was written and read', () => {
    const part = fc.string({ minLength: 1, maxLength: 12 });
    const since = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    const entries = fc.uniqueArray(fc.record({ rule: part, service: part, path: part, anchor: part, number: fc.integer({ min: 1, max: 9 }), since }), { selector: idOf });
    fc.assert(fc.property(entries, (list) => {
      const read = readBaseline(baselineText(list));
      expect('entries' in read && [...read.entries].map((each) => JSON.stringify(each)).sort()).toEqual(list.map((each) => JSON.stringify(each)).sort());
    }));
  });

  it('is one sorted line an entry', () => {
    expect(baselineText([entry('server/workers'), entry('deploy/draining', { number: 2 })])).toBe(
      '{"rule":"deploy/draining","service":"api","path":"Procfile","anchor":"process:web","number":2,"since":"2026-11-01"}\n'
      + '{"rule":"server/workers","service":"api","path":"Procfile","anchor":"process:web","since":"2026-11-01"}\n');
  });

  it('may hold blank lines, Windows line ends and lines twice', () => {
    const text = baselineText([entry('server/workers')]);
    expect(readBaseline(`\r\n${text.replace('\n', '\r\n')}\n${text}`)).toEqual({ entries: [entry('server/workers')] });
  });

  const BROKEN = [
    ['{"rule":', 'is no JSON'], ['7', 'is no entry'], ['null', 'is no entry'], ['{"rule":"a/b"}', 'lacks one of'],
    ['<<<<<<< HEAD', 'is left of a merge'], ['=======', 'is left of a merge'], ['>>>>>>> branch', 'is left of a merge'],
    [JSON.stringify({ ...entry('a/b'), since: 'today' }), 'since that is no date'], [JSON.stringify({ ...entry('a/b'), number: 0 }), 'number that is none'],
  ] as const;
  for (const [line, mistake] of BROKEN) {
    it(`says which line is broken: ${line}`, () => {
      const read = readBaseline(`${baselineText([entry('server/workers')])}${line}\n`);
      expect(read).toMatchObject({ line: 2, mistake: expect.stringContaining(mistake) });
    });
  }
});

describe('a baseline beside findings', () => {
  const workers = findingOf({ rule: 'server/workers', service: 'api', path: 'Procfile', anchor: 'process:web' });

  it('accepts what it names', () => {
    expect(matchBaseline([entry('server/workers')], reportOf([workers]))).toMatchObject({ added: [], stale: [], accepted: [[{ rule: 'server/workers' }, { id: workers.id }]] });
  });

  it('follows a finding to another file, and to another name of its service', () => {
    for (const moved of [entry('server/workers', { path: 'backend/Procfile' }), entry('server/workers', { service: 'web' })]) {
      expect(matchBaseline([moved], reportOf([workers]))).toMatchObject({ added: [], stale: [] });
    }
  });

  it('accepts nothing in the place of a finding that is ignored now', () => {
    const other = findingOf({ rule: 'server/workers', service: 'api', path: 'backend/Procfile', anchor: 'process:web' });
    expect(matchBaseline([entry('server/workers')], reportOf([other], [workers]))).toMatchObject({ accepted: [], added: [other], stale: [{ path: 'Procfile' }] });
  });

  it('accepts nothing in a service for another one that is still there', () => {
    const both = [...reportOf([workers]).services, ...reportOf([], [], 'web').services];
    expect(matchBaseline([entry('server/workers', { service: 'web' })], { services: both })).toMatchObject({ accepted: [], added: [workers], stale: [{ service: 'web' }] });
  });

  it('names what nothing answers to, and what it does not accept', () => {
    const other = findingOf({ rule: 'deploy/draining', service: 'api', path: 'railway.json', anchor: 'deploy.drainingSeconds' });
    const { added, stale } = matchBaseline([entry('server/workers'), entry('network/port')], reportOf([workers, other]));
    expect(added).toEqual([other]);
    expect(stale.map(({ rule }) => rule)).toEqual(['network/port']);
  });

  it('counts what shares a place: two of three are two', () => {
    const three = [1, 2, 3].map((number) => findingOf({ rule: 'server/workers', service: 'api', path: 'Procfile', anchor: 'process:web', number }));
    const { added, accepted } = matchBaseline([entry('server/workers'), entry('server/workers', { number: 2 })], reportOf(three));
    expect([accepted.length, added.length]).toEqual([2, 1]);
  });

  it('keeps the day on which a finding was accepted', () => {
    const [kept] = entriesFor(reportOf([workers]), [entry('server/workers', { path: 'old/Procfile', since: '2025-01-01' })], '2026-11-25');
    expect(kept).toEqual({ ...entry('server/workers'), since: '2025-01-01' });
  });
});

describe('branches that both change a baseline', () => {
  const attributes = 'optimize-baseline.jsonl merge=union\n';
  const NAMES = ['build/a', 'deploy/b', 'network/c', 'server/d', 'start/e'];

  /** Merges two branches with real git and gives what the file says then. */
  function merged(base: readonly string[], ours: readonly string[], theirs: readonly string[]): readonly string[] {
    const text = (rules: readonly string[]) => baselineText(rules.map((rule) => entry(rule)));
    const repository = makeRepository({ '.gitattributes': attributes, 'optimize-baseline.jsonl': text(base) });
    try {
      repository.git('checkout', '--quiet', '-b', 'theirs');
      repository.write('optimize-baseline.jsonl', text(theirs));
      repository.git('commit', '--quiet', '--all', '--allow-empty', '-m', 'Theirs');
      repository.git('checkout', '--quiet', 'main');
      repository.write('optimize-baseline.jsonl', text(ours));
      repository.git('commit', '--quiet', '--all', '--allow-empty', '-m', 'Ours');
      const { exitCode } = execaSync('git', ['-C', repository.root, 'merge', '--quiet', '--no-edit', 'theirs'], { env: GIT_USER, reject: false });
      expect(exitCode).toBe(0);
      const read = readBaseline(readFileSync(join(repository.root, 'optimize-baseline.jsonl'), 'utf8'));
      if (!('entries' in read)) throw new Error(`line ${read.line} ${read.mistake}`);
      return read.entries.map(({ rule }) => rule).sort();
    } finally {
      repository.remove();
    }
  }

  const CASES: readonly (readonly [string, readonly string[], readonly string[], readonly string[]])[] = [
    ['both add at the same place', [], ['build/a'], ['deploy/b']],
    ['both add between the same lines', ['build/a', 'start/e'], ['build/a', 'deploy/b', 'start/e'], ['build/a', 'network/c', 'start/e']],
    ['both add the same', ['build/a'], ['build/a', 'deploy/b'], ['build/a', 'deploy/b']],
    ['one drops what stands beside what the other adds', ['build/a', 'network/c'], ['network/c'], ['build/a', 'deploy/b', 'network/c']],
    ['both renew the whole', NAMES, ['build/a', 'server/d'], ['network/c', 'server/d', 'start/e']],
  ];
  for (const [name, base, ours, theirs] of CASES) {
    it(`merge: ${name}`, () => {
      const result = merged(base, ours, theirs);
      // Nothing that a side accepted anew is lost; what one side dropped beside a change of the other may come back, as a stale entry.
      for (const rule of [...ours, ...theirs]) if (!base.includes(rule)) expect(result).toContain(rule);
      for (const rule of result) expect([...base, ...ours, ...theirs]).toContain(rule);
      expect(new Set(result).size).toBe(result.length);
    });
  }
});
