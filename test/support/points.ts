import { CURRENT_EDITION, loadCatalogue } from '../../src/rules/catalogue.ts';

const { editions } = await loadCatalogue();

/** The points of a rule in the current edition. Throws where it has none: a test that speaks of its points would say nothing. */
export function pointsOf(rule: string): number {
  const points = editions.get(CURRENT_EDITION)?.rules.get(rule)?.points ?? 0;
  if (points === 0) throw new Error(`${rule} has no points in ${CURRENT_EDITION}`);
  return points;
}
