import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CURRENT_EDITION, loadCatalogue, rulesOfEdition } from '../src/rules/catalogue.ts';

/** docs/precision.md: what was found in real repositories, how much of it was read, and how much of that was right. */
const page = readFileSync(new URL('../docs/precision.md', import.meta.url), 'utf8');
const catalogue = await loadCatalogue();
const edition = catalogue.editions.get(CURRENT_EDITION);
if (edition === undefined) throw new Error(`there is no edition ${CURRENT_EDITION}`);

const rows = new Map([...page.matchAll(/^\| ([a-z]+\/[a-z0-9-]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|/gm)]
  .map(([, rule = '', findings, read, right, undecided]) => [rule, { findings: Number(findings), read: Number(read), right: Number(right), undecided: Number(undecided) }] as const));

describe('docs/precision.md', () => {
  it('has a line for every rule of the edition, and no other', () => {
    expect([...rows.keys()].sort()).toEqual(rulesOfEdition(catalogue, edition).map(({ id }) => id).sort());
  });

  it('shows at least nine right ones of ten that were read where a rule costs points', () => {
    const scored = [...rows].filter(([rule]) => (edition.rules.get(rule)?.points ?? 0) > 0);
    expect(scored.length).toBeGreaterThan(40);
    expect(scored.filter(([, { read, right }]) => right < 0.9 * read).map(([rule]) => rule)).toEqual([]);
  });

  it('read up to five findings of every rule that has some', () => {
    expect([...rows].filter(([, { findings, read }]) => read < Math.min(5, findings)).map(([rule]) => rule)).toEqual([]);
    expect([...rows].filter(([, { read, right }]) => right > read).map(([rule]) => rule)).toEqual([]);
  });
});
