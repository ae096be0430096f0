import type { Paint } from '../paint.ts';
import { ruleWords, type ToldAbove } from '../told-above.ts';
import { severityColour, severityHead } from './finding.ts';
import { shown } from './width.ts';
import { wrap } from './wrap.ts';

/** What a service shares with earlier ones, a line for each of those: how much, which rules, and what it costs here. */
export function toldAboveText(told: readonly ToldAbove[], { width, paint }: { readonly width: number; readonly paint: Paint }): readonly string[] {
  if (told.length === 0) return [];
  const lines = told.flatMap((each) => {
    const head = severityHead(each);
    const [first = '', ...more] = wrap(`${each.count} at ${shown(each.at)}: ${ruleWords(each.rules)}`, width - head.length);
    return [severityColour(each.severity, paint)(head) + paint.dim(first), ...more.map((line) => paint.dim(' '.repeat(head.length) + line))];
  });
  return ['', paint.cyan('told above'), ...lines];
}
