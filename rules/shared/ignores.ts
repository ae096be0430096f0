import type { Known, ProposedFix, UsedIgnore } from '#rule';
import { advised } from './advised.ts';

/** What a finding calls an ignore: by its rule where it names one, else by where it stands. */
export function nameOf({ rule, in: where }: UsedIgnore): string {
  const kind = where === 'comment' ? 'comment' : 'entry';
  return rule === '' ? `this ${kind}` : `the ${kind} for ${rule}`;
}

/** What tells the findings about several ignores of a file apart, whatever lines they stand in. */
export const anchorOf = ({ rule }: UsedIgnore): string => `ignore:${rule === '' ? 'no-rule' : rule}`;

/** Where an ignore stands. */
export const placeOf = ({ at, rule }: UsedIgnore): Known<string> => ({ ...at, name: rule === '' ? 'ignore' : `ignore of ${rule}` });

/** Takes an ignore away: a file above the project is not ours to write. */
export function removal(ignore: UsedIgnore): ProposedFix {
  const { at, rule } = ignore;
  const isOutside = at.provenance.kind !== 'declared' || at.provenance.file.path.startsWith('../');
  const title = `Remove ${nameOf(ignore)}`;
  if (isOutside) return advised(title);
  return { title, applicability: 'safe', change: { kind: 'rewrite', how: 'remove-ignore', at: [at], with: { rule } } };
}
