import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isFactName } from '../src/model/fact-names.ts';
import { CURRENT_EDITION, loadCatalogue } from '../src/rules/catalogue.ts';
import { factsOf } from '../src/rules/check.ts';

/** The contract of the rules folder. */
const RULES = fileURLToPath(new URL('../rules/', import.meta.url));
const CASES = fileURLToPath(new URL('./rules/', import.meta.url));
const DOCS = fileURLToPath(new URL('../docs/rules.md', import.meta.url));

/** A released edition never changes: its hash stands here from its release on. */
const RELEASED: Readonly<Record<string, string>> = {
  '2025.2': '54beeba8b11dc5692fef05b8cda8aae870c8890193dd6fcdac504eabecbcdbd3',
  '2026.1': '77593e1eb4c84c3a1fbf934302e58bd539082abe571ce1bdb9ecdb247d017b39',
};

/** Rules that came after the last edition: they report, and cost nothing until the next one gives them points. */
const YOUNGER = new Set<string>();

const catalogue = await loadCatalogue();
const definitions = rulePaths().map((path) => [path, parse(readFileSync(join(RULES, path), 'utf8')) as Readonly<Record<string, unknown>>] as const);

describe.each(definitions)('rules/%s', (path, raw) => {
  const id = path.slice(0, -'.yaml'.length);
  const rule = catalogue.rules.find((candidate) => candidate.id === raw['id']);

  it('has the id of its path', () => {
    expect(raw['id']).toBe(id);
  });

  it('names the good state in a sentence', () => {
    expect(rule?.title).toMatch(/^[A-Z].*[^.]$/);
  });

  it('reads facts that exist', () => {
    const named = [...(rule === undefined ? [] : factsOf(rule.check)), rule?.failWhen?.fact, rule?.appliesTo.fact].filter((name) => name !== undefined);
    expect(named.filter((name) => !isFactName(name))).toEqual([]);
  });

  it('rests on dated sources that can be opened safely', () => {
    expect(rule?.references.length).toBeGreaterThan(0);
    for (const { title, url, checked } of rule?.references ?? []) {
      expect(title).not.toBe('');
      expect(url).toMatch(/^https:\/\/[\w.-]+\//);
      expect(String(checked)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('says when it stays silent, and has a case for it', () => {
    expect(rule?.silentWhen.length).toBeGreaterThan(0);
    for (const silence of rule?.silentWhen ?? []) {
      expect(silence.when).not.toBe('');
      expect(casesOf(id)).toContain(silence.case);
    }
  });

  it('has cases, each with a project', () => {
    expect(casesOf(id).length).toBeGreaterThanOrEqual(2);
    expect(casesOf(id).filter((name) => !existsSync(join(CASES, id, name, 'before')))).toEqual([]);
  });

  it('counts in the editions that it belongs to, or is younger than all of them', () => {
    const isYounger = YOUNGER.has(id) || isLive(rule?.appliesTo.fact);
    const editions = isYounger ? [] : (rule?.editions ?? [CURRENT_EDITION]);
    expect(editions.filter((edition) => catalogue.editions.get(edition)?.rules.has(id) !== true)).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('gives no two rules the same title', () => {
    const titles = catalogue.rules.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('has a rule for every folder of cases', () => {
    const ids = new Set(catalogue.rules.map(({ id }) => id));
    const folders = foldersIn(CASES).flatMap((category) => foldersIn(join(CASES, category)).map((slug) => `${category}/${slug}`));
    expect(folders.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('has a definition for every check', () => {
    const checks = readdirSync(RULES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !path.startsWith('shared'));
    const ids = new Set(catalogue.rules.map(({ id }) => id));
    expect(checks.map((path) => path.replaceAll('\\', '/').slice(0, -'.ts'.length)).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('is listed in the documentation', () => {
    if (!existsSync(DOCS)) return;
    const text = readFileSync(DOCS, 'utf8');
    expect(catalogue.rules.filter(({ id }) => !text.includes(id)).map(({ id }) => id)).toEqual([]);
  });
});

describe.each([...catalogue.editions.values()].map((edition) => [edition.id, edition] as const))('edition %s', (id, edition) => {
  it('sums to 100 points', () => {
    const points = [...edition.rules.values()].map((entry) => entry.points);
    expect(points.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    let sum = 0;
    for (const count of points) sum += count;
    expect(sum).toBe(100);
  });

  it('gives each rule a reason, and scores only rules that exist', () => {
    const ids = new Set(catalogue.rules.map((rule) => rule.id));
    expect([...edition.rules.keys()].filter((rule) => !ids.has(rule))).toEqual([]);
    expect([...edition.rules].filter(([, { because }]) => typeof because !== 'string' || because === '').map(([rule]) => rule)).toEqual([]);
  });

  it('gives no points to what only the platform tells: the score must not depend on who is logged in', () => {
    const live = catalogue.rules.filter(({ appliesTo }) => isLive(appliesTo.fact)).map((rule) => rule.id);
    expect(live.filter((rule) => edition.rules.has(rule))).toEqual([]);
  });

  it('has not changed since its release', () => {
    const pinned = RELEASED[id];
    if (pinned === undefined) return;
    expect(createHash('sha256').update(readFileSync(join(RULES, 'editions', `${id}.yaml`))).digest('hex')).toBe(pinned);
  });
});

/** True for a fact that is there only in a scan with what the platform says. */
function isLive(fact: string | undefined): boolean {
  return fact?.startsWith('live.') === true;
}

function rulePaths(): readonly string[] {
  return readdirSync(RULES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.yaml') && !/^(editions|data|shared)\//.test(path))
    .sort();
}

function casesOf(id: string): readonly string[] {
  return foldersIn(join(CASES, id));
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}
