import type { Grade } from '../../model/grade.ts';
import type { ScoreCard } from '../../report.ts';
import type { Subject } from '../format.ts';

/** What stands on the left of a badge. */
export const LABEL = 'deployment';

/** Colours that shields.io knows by name: https://shields.io/badges */
const COLOURS: Readonly<Record<Grade, string>> = { excellent: 'brightgreen', good: 'green', fair: 'yellow', poor: 'red' };

/** What stands on the right: `87 good`. */
export function messageOf({ value, grade }: ScoreCard): string {
  return `${value} ${grade}`;
}

/** The document that shields.io draws a badge from: https://shields.io/badges/endpoint-badge */
export function badgeReport({ report: { score } }: Subject): string {
  return `${JSON.stringify({ schemaVersion: 1, label: LABEL, message: messageOf(score), color: COLOURS[score.grade] })}\n`;
}
