import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CURRENT_EDITION, loadCatalogue } from '../src/rules/catalogue.ts';
import { categoryOf } from '../src/score/score.ts';

const page = readFileSync(new URL('../docs/scoring.md', import.meta.url), 'utf8');
const { editions } = await loadCatalogue();

describe('docs/scoring.md', () => {
  it('gives each area the points that its rules have', () => {
    const points = new Map<string, number>();
    for (const [rule, entry] of editions.get(CURRENT_EDITION)?.rules ?? []) points.set(categoryOf(rule), (points.get(categoryOf(rule)) ?? 0) + entry.points);
    const said = [...page.matchAll(/^\| ([a-z]+) \| (\d+) \|/gm)].map(([, area, sum]) => [area, Number(sum)] as const);
    expect(new Map(said)).toEqual(points);
  });
});
