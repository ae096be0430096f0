import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { markdownPage } from '../src/reporters/rule-page/markdown.ts';
import { loadCases, rulePage } from '../src/rule-page.ts';
import { CURRENT_EDITION, loadCatalogue } from '../src/rules/catalogue.ts';

/** The pages of docs/rules say what `optimize explain` says; `npm run docs` writes them. */
const PAGES = fileURLToPath(new URL('../docs/rules/', import.meta.url));

const catalogue = await loadCatalogue();
const cases = await loadCases();

describe('docs/rules', () => {
  it.each(catalogue.rules.map((rule) => [rule.id, rule] as const))('has the page of %s', async (id, rule) => {
    const edition = rule.editions?.includes(CURRENT_EDITION) === false ? rule.editions[0] : CURRENT_EDITION;
    const page = rulePage(rule, catalogue.editions.get(edition ?? CURRENT_EDITION)?.rules.get(id), cases[id]);
    await expect(markdownPage(page)).toMatchFileSnapshot(`${PAGES}${id}.md`);
  });

  it('has no page of a rule that is gone', () => {
    const ids = new Set(catalogue.rules.map(({ id }) => id));
    const pages = readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md')).map((path) => path.replaceAll('\\', '/').slice(0, -'.md'.length));
    expect(pages.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('shows an example of each rule', () => {
    const without = catalogue.rules.filter(({ id }) => (cases[id]?.example?.said.length ?? 0) === 0).map(({ id }) => id);
    expect(without).toEqual([]);
  });
});
