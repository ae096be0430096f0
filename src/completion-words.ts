import { FACTS } from './model/fact-names.ts';
import { FORMATS } from './reporters/formats.ts';
import { CURRENT_EDITION, loadCatalogue, rulesOfEdition } from './rules/catalogue.ts';
import { categoryOf } from './score/score.ts';

/** What a shell offers where the commands themselves list no choices: rules and categories of the current edition, facts that can be stated, editions, formats. */
export async function completionWords() {
  const catalogue = await loadCatalogue();
  const edition = catalogue.editions.get(CURRENT_EDITION);
  const rules = edition === undefined ? [] : rulesOfEdition(catalogue, edition).map(({ id }) => id);
  return {
    topics: [...rules, ...Object.keys(FACTS), 'facts', 'live'].sort(), rules: [...rules].sort(), categories: [...new Set(rules.map(categoryOf))].sort(), editions: [...catalogue.editions.keys()].sort(),
    facts: Object.entries(FACTS).flatMap(([name, [shape]]) => (shape === 'list' || shape === 'record' ? [] : [name])).sort(),
    formats: FORMATS.map(({ name }) => name),
  };
}
