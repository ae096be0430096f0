import type { FixRun } from '../../fix-report.ts';
import type { Report } from '../../report.ts';
import { shown } from '../text/width.ts';
import { counted } from '../../text/words.ts';

/** How many fixes, and the score before and after. */
export function scoreLine({ before, after, steps }: FixRun): string {
  return `${counted(steps.length, 'fix', 'fixes')} · ${scoreOf(before)} → ${scoreOf(after)}`;
}

/** Which of several services gained: the score is that of the lowest, and often it is another one. */
export function serviceScores({ before, after }: FixRun): readonly string[] {
  if (after.services.length < 2) return [];
  const old = new Map(before.services.map(({ service, score }) => [service.name, score.value]));
  const gained = after.services.filter(({ service, score }) => score.value !== old.get(service.name));
  const lowest = after.services.toSorted((a, b) => a.score.value - b.score.value)[0]?.service.name ?? '';
  if (gained.every(({ service }) => service.name === lowest)) return [];
  return [`${gained.map(({ service: { name }, score }) => `${shown(name)} ${old.get(name) ?? 0} → ${score.value}`).join(', ')}; the score is that of the lowest, ${shown(lowest)}`];
}

function scoreOf({ score }: Report): string {
  return `${score.value}/100 ${score.grade}`;
}
