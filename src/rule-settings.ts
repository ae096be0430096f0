import type { Setting, Settings } from './config/config.ts';
import { ruleSetting } from './config/settings-for.ts';
import type { Severity } from './model/finding.ts';
import { lineAt } from './text/range.ts';

/** The severity that settings give to a rule. */
export function severityOf(settings: Pick<Settings, 'rules'>, rule: string): Severity | undefined {
  const value = ruleSetting(settings, rule)?.value;
  return value === 'off' ? undefined : value;
}

/** Why a rule is switched off, `switched off in optimize.yaml:4`; undefined where it is not. */
export function switchedOff(settings: Pick<Settings, 'rules'>, rule: string): string | undefined {
  const setting = ruleSetting(settings, rule);
  return setting?.value === 'off' ? `switched off ${placeOf(setting)}` : undefined;
}

function placeOf({ origin }: Setting<unknown>): string {
  if (origin.kind === 'file') return `in ${origin.file.path}:${lineAt(origin.file.text, origin.range.start)}`;
  return origin.kind === 'default' ? 'by default' : `by ${origin.name}`;
}
