import { describe, expect, it } from 'vitest';
import { absent, declared, type Fact } from '../../src/model/fact.ts';
import type { FactSet } from '../../src/model/facts.ts';
import type { Service } from '../../src/model/project.ts';
import { PLAIN } from '../../src/reporters/paint.ts';
import { excerpt } from '../../src/reporters/text/excerpt.ts';
import { hintsText, isHint } from '../../src/reporters/text/hints.ts';
import { undecidedText } from '../../src/reporters/text/undecided.ts';
import { findingOf } from '../support/finding.ts';
import { cut, shown, widthOf } from '../../src/reporters/text/width.ts';
import { wrap, wrapParts } from '../../src/reporters/text/wrap.ts';

describe('an excerpt', () => {
  const marked = (text: string, part: string, width = 60): readonly string[] => {
    const start = text.indexOf(part);
    return excerpt({ file: { path: 'a', text }, range: { start, end: start + part.length } }, width, PLAIN);
  };

  it.each([
    ['stands below its text', 'web: gunicorn app:app', 'gunicorn', ['1 | web: gunicorn app:app', '  |      ~~~~~~~~']],
    ['leaves indentation out', '\n\t\tworkers = 4\n', '4', ['2 | workers = 4', '  |           ~']],
    ['counts wide characters twice', 'x = "日本", 5', '5', ['1 | x = "日本", 5', '  |             ~']],
    ['keeps its column behind a password', 'a = "pg://u:secret@h", 5', '5', ['1 | a = "pg://u:******@h", 5', '  |                        ~']],
    ['shows no control characters', 'a = "\u001b[31m", 5', '5', ['1 | a = "�[31m", 5', '  |              ~']],
  ])('%s', (_name, text, part, lines) => {
    expect(marked(text, part)).toEqual(lines);
  });

  it('tells no password when the cut takes the address before it', () => {
    const text = `url = "postgresql://somebody${'-of-the-team'.repeat(4)}:hunter2hunter2hunter2@db.internal:5432/app"; size = 20`;
    for (let width = 24; width < 120; width += 1) expect(marked(text, 'size', width).join('\n')).not.toContain('hunter');
  });

  it('is never wider than its room', () => {
    const text = `start = "${'日本 gunicorn '.repeat(20)}" # workers`;
    for (const part of ['start', '日本', 'workers']) {
      for (let width = 24; width < 120; width += 7) expect(marked(text, part, width).filter((line) => widthOf(line) > width)).toEqual([]);
    }
  });

  it('is left out for a whole file, and marks a place between characters', () => {
    expect(excerpt({ file: { path: 'a', text: 'x' } }, 60, PLAIN)).toEqual([]);
    expect(excerpt({ file: { path: 'a', text: 'x' }, range: { start: 0, end: 0 } }, 60, PLAIN)).toEqual([]);
    expect(excerpt({ file: { path: 'a', text: 'a = [' }, range: { start: 5, end: 5 } }, 60, PLAIN)).toEqual(['1 | a = [', '  |      ^']);
  });
});

describe('hints', () => {
  const service = { name: 'api', root: '', facts: {}, overrides: [], problems: [], files: [] } as unknown as Service;
  const hint = (number: number, points = 0) => findingOf({ rule: `build/rule-${number}`, service: 'api', path: 'Dockerfile', anchor: 'base', severity: 'info', points });
  const view = { width: 40, paint: PLAIN };

  it('are what costs nothing and is only information', () => {
    expect(isHint(hint(1))).toBe(true);
    expect(isHint(hint(1, 2))).toBe(false);
    expect(isHint({ ...hint(1), severity: 'low' })).toBe(false);
    expect(hintsText([{ ...hint(1), severity: 'low' }], service, view)).toEqual([]);
  });

  it('are no hints where their rule was asked for by name', () => {
    expect([isHint(hint(1), ['build/rule-1']), isHint(hint(1), ['build/rule-2'])]).toEqual([false, true]);
    expect(hintsText([hint(1)], service, { ...view, asked: ['build/rule-1'] })).toEqual([]);
  });

  it('say message, rule and place in a few lines, and count what is over six', () => {
    expect(hintsText([hint(1)], service, view)).toEqual(['', 'worth knowing', '  ·     build/rule-1 fails in api', '        (build/rule-1, Dockerfile:1:1)']);
    const lines = hintsText(Array.from({ length: 8 }, (_, index) => hint(index)), service, view);
    expect(lines.filter((line) => line.includes('·'))).toHaveLength(6);
    expect(lines.at(-1)).toBe('        and 2 hints more, which --format json lists');
  });
});

describe('text', () => {
  it('is broken at spaces, and words longer than a line inside', () => {
    expect(wrap('one two three', 7, '  ')).toEqual(['one two', '  three']);
    expect(wrap('a abcdefghij', 5)).toEqual(['a', 'abcde', 'fghij']);
    expect(wrap('', 5)).toEqual([]);
  });

  it('is broken between parts, whose separator stays at the end', () => {
    expect(wrapParts(['web', 'built by Railpack', 'on Railway'], ' · ', 25)).toEqual(['web · built by Railpack ·', 'on Railway']);
  });

  it('is cut by columns', () => {
    expect(cut('日本語', 4)).toBe('日…');
    expect(cut('abcd', 4)).toBe('abcd');
  });

  it('loses passwords, colours and turned reading directions', () => {
    expect(shown('redis://:hunter2@cache \u001b[2J \u202etxt')).toBe('redis://:***@cache �[2J �txt');
  });
});

describe('what is undecided', () => {
  const file = { path: 'railway.json', text: '{}' };
  const lines = (because: string, facts: FactSet, rules = ['a/b']): readonly string[] => undecidedText(
    rules.map((rule) => ({ rule, service: 'app', outcome: 'undecided' as const, points: 2, because })), { facts, width: 60, paint: PLAIN },
  );

  it.each<[string, string, { readonly [name: string]: Fact<unknown> }, string]>([
    ['a fact that nobody knows', 'nobody says: replicas of the service on the platform', {}, 'to decide it: say deploy.replicas under facts in optimize.yaml'],
    ['a fact that is not set', 'nobody says: replicas of the service on the platform', { 'deploy.replicas': absent('deploy.replicas', file) }, 'decided once it is set'],
    ['a fact that only a run tells', 'language of the service cannot be told: two', {}, 'to decide it: say runtime.language under facts in optimize.yaml'],
    ['a list', 'routes of the application cannot be told: two', { 'web.routes': declared('web.routes', [], file, { start: 0, end: 1 }) }, ''],
    ['a reason without a fact', 'the workspace may hold the lock file', {}, ''],
  ])('can be decided: %s', (_name, because, facts, remedy) => {
    expect(lines(because, facts as FactSet).slice(4).map((line) => line.trim()).join(' ').trim()).toBe(remedy);
  });

  it('counts rules when there are many', () => {
    const rules = Array.from({ length: 9 }, (_item, index) => `a/${index}`);
    expect(lines('who knows', {}, rules)).toEqual(['', 'undecided', '  ? -18 who knows', '        a/0, a/1, a/2, a/3, a/4, and 4 more']);
  });
});
