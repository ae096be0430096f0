import type { ConfigPlan } from '../../model/config-plan.ts';
import type { MigrationFate } from '../../model/migration.ts';
import type { Paint } from '../paint.ts';
import { shown } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

interface PlanLayout {
  readonly width: number;
  readonly paint: Paint;
}

type Refused = Extract<MigrationFate, { readonly kind: 'refused' }>;

const WHY: Readonly<Record<Refused['refusal'], string>> = {
  destroys: 'it would destroy what runs there', 'not-taken': 'Railway does not take it', 'still-read': 'Railway still reads a file that was to be deleted',
};
const NEXT: Readonly<Record<Refused['refusal'], string>> = {
  destroys: '`railway config pull` writes what runs on Railway to the file; commit it and run this again: it adds to that file.',
  'not-taken': '`railway config pull` writes a file that Railway takes, with variables and sources; run this again then: it adds to that file.',
  'still-read': 'Run this without --remove-old, clear the config file in the settings of these services on Railway, and apply the new file; then delete the old ones.',
};

/** What Railway would do with the new file, and why it does not stay. */
export function refusedLines({ refusal, plan }: Refused, path: string, layout: PlanLayout): readonly string[] {
  return [
    ...planLines(plan, layout), '',
    ...wrap(shown(`${path} is taken back: ${WHY[refusal]}; nothing is changed`), layout.width).map(layout.paint.bold),
    '', layout.paint.bold('next'), ...listed([NEXT[refusal]], layout, '1. '),
  ];
}

/** What Railway would do with the new file: what it would destroy first, then the settings that would go, then the rest. */
export function planLines({ environment, changes, errors, stillRead }: ConfigPlan, layout: PlanLayout): readonly string[] {
  const destroyed = changes.filter(({ isDestructive }) => isDestructive).map(({ summary }) => summary);
  const unset = changes.filter((change) => change.unset.length > 0).map((change) => `${change.summary}: ${change.unset.join(', ')}`);
  const others = changes.filter((change) => !change.isDestructive && change.unset.length === 0).map(({ summary }) => summary);
  const parts: readonly (readonly [string, readonly string[], (text: string) => string])[] = [
    ['destroyed', destroyed, layout.paint.red], ['not taken', errors, layout.paint.red], ['still read from the old file, and so not planned', stillRead, layout.paint.yellow],
    ['settings that are on Railway alone, and would go', unset, layout.paint.yellow], ['changed', others, layout.paint.dim],
  ];
  const filled = parts.filter(([, lines]) => lines.length > 0);
  return [
    '', layout.paint.bold(`plan for ${shown(environment)}`), ...(filled.length === 0 ? ['  nothing would change'] : []),
    ...filled.flatMap(([title, lines, colour]) => [`  ${title}`, ...listed(lines, layout, '    ').map(colour)]),
  ];
}

function listed(texts: readonly string[], { width }: PlanLayout, start: string): readonly string[] {
  const rest = ' '.repeat(start.length);
  return texts.flatMap((text) => wrap(shown(text), width - start.length).map((line, at) => (at === 0 ? start : rest) + line));
}
