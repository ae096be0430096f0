import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Subject } from '../../src/reporters/format.ts';
import { githubReport } from '../../src/reporters/github.ts';
import { printable } from '../../src/reporters/text/width.ts';
import { nodeFile, WITHOUT_NODE } from '../support/real-tools.ts';
import { pointsOf } from '../support/points.ts';
import { checked, clean, crowded, hostile, scanned } from '../support/subjects.ts';

interface Properties { title?: string; file?: string; startLine?: number; endLine?: number; startColumn?: number; endColumn?: number }
interface Core { error: Issue; warning: Issue; notice: Issue }
type Issue = (message: string, properties: Properties) => void;

const KEYS: Readonly<Record<string, keyof Properties>> = { title: 'title', file: 'file', line: 'startLine', endLine: 'endLine', col: 'startColumn', endColumn: 'endColumn' };

interface Command { readonly level: keyof Core; readonly properties: Properties; readonly message: string }

/** A command taken apart as the runner does it: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
function parsed(line: string): Command {
  expect(line.startsWith('::')).toBe(true);
  const end = line.indexOf('::', 2);
  const [level = '', ...list] = line.slice(2, end).split(/ (.*)/s);
  const properties: Record<string, string | number> = {};
  for (const pair of (list[0] ?? '').split(',')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const key = KEYS[name];
    if (key === undefined) throw new Error(`GitHub knows no property ${name}`);
    const text = unescaped(value, [['%0D', '\r'], ['%0A', '\n'], ['%3A', ':'], ['%2C', ','], ['%25', '%']]);
    properties[key] = /Line|Column/.test(key) ? Number(text) : text;
  }
  return { level: level as keyof Core, properties, message: unescaped(line.slice(end + 2), [['%0D', '\r'], ['%0A', '\n'], ['%25', '%']]) };
}

function unescaped(text: string, pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((value, [escape, character]) => value.replaceAll(escape, character), text);
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
const countOf = (lines: readonly string[], level: string): number => lines.filter((line) => line.startsWith(`::${level} `)).length;

/** A report for each hostile finding, so that no limit hides one. */
async function hostileOneByOne(): Promise<readonly Subject[]> {
  const subject = await hostile('my app');
  const { services } = subject.report;
  return (services[0]?.findings ?? []).map((finding) => ({ ...subject, report: { ...subject.report, services: services.map((each) => ({ ...each, findings: [finding] })) } }));
}

afterEach(() => vi.restoreAllMocks());

describe('annotations', () => {
  it.skipIf(WITHOUT_NODE)('are written as GitHub itself writes them, whatever the texts and paths are', async () => {
    const core = await import(nodeFile('@actions/core/lib/core.js')) as Core;
    for (const subject of [await scanned('fastapi-railway'), await scanned('monorepo', 'deploy/my shop'), await checked(), await crowded(50), ...await hostileOneByOne()]) {
      const lines = linesOf(githubReport(subject));
      const written: string[] = [];
      const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => { written.push(String(text)); return true; });
      for (const { level, properties, message } of lines.map(parsed)) core[level](message, properties);
      spy.mockRestore();
      expect(written.map((line) => line.trimEnd())).toEqual(lines);
    }
  });

  it('come back as they were said, one to a line', async () => {
    for (const subject of await hostileOneByOne()) {
      const finding = subject.report.services[0]?.findings[0];
      if (finding === undefined) throw new Error('each has one finding');
      const lines = linesOf(githubReport(subject));
      expect(lines).toHaveLength(1);
      const { properties, message } = parsed(lines[0] ?? '');
      const path = finding.evidence[1]?.state === 'absent' ? finding.evidence[1].file?.path : undefined;
      expect(properties.file).toBe(printable(`my app/${path}`));
      if (!finding.message.includes('redis')) expect(message.startsWith(printable(finding.message))).toBe(true);
      expect(lines[0]).toBe(printable(lines[0] ?? ''));
    }
  });

  it('stay within what GitHub shows of a step, those that cost most first, and say how many are left', async () => {
    const lines = linesOf(githubReport(await crowded(6_000)));
    expect(['error', 'warning', 'notice'].map((level) => countOf(lines, level))).toEqual([10, 10, 10]);
    expect(lines.at(-1)).toBe('::notice title=optimize::5971 more in the job summary');
    const points = lines.slice(0, -1).map((line) => Number(/\(-(\d+) points?\)/.exec(line)?.[1] ?? 0));
    expect(points).toEqual(points.toSorted((a, b) => b - a));
    expect(linesOf(githubReport(await scanned('fastapi-railway'))).some((line) => line.includes(`title=database/connection-budget (-${pointsOf('database/connection-budget')} points)`))).toBe(true);
  });

  it('of a check are about what is new, and about gates that failed', async () => {
    const subject = await checked();
    const check = subject.check ?? (() => { throw new Error('this is a check'); })();
    const lines = linesOf(githubReport(subject));
    const failed = check.gates.filter(({ passed }) => !passed);
    expect(failed.length).toBeGreaterThan(0);
    expect(lines.slice(0, failed.length)).toEqual(failed.map(({ gate, because }) => `::error title=${gate} failed::${because}`));
    const titles = lines.slice(failed.length).map((line) => parsed(line).properties.title?.replace(/ \(.*/, ''));
    expect(titles).not.toHaveLength(0);
    const fresh = new Set([...check.new.map(({ finding }) => finding.rule), 'optimize']);
    expect(titles.filter((title) => !fresh.has(title ?? ''))).toEqual([]);
    const quiet = { ...subject, check: { ...check, new: [], gates: [] } };
    expect(githubReport(quiet)).toBe('');
  });

  it('give columns only where a place is on one line, and are nothing where nothing is found', async () => {
    for (const line of linesOf(githubReport(await hostile()))) {
      const { startLine, endLine, startColumn } = parsed(line).properties;
      expect(startLine === endLine || startColumn === undefined).toBe(true);
    }
    expect(githubReport(await clean())).toBe('');
  });
});
