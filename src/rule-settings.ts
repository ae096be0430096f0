import type { Config, Setting, Settings } from './config/config.ts';
import { ruleSetting, settingsFor as settingsOf } from './config/settings-for.ts';
import type { Severity } from './model/finding.ts';
import type { Service } from './model/project.ts';
import { lineAt } from './text/range.ts';

/** The settings that hold for a service: those under its name, of its folder, of the project. */
export function settingsFor(config: Config, { root, name }: Pick<Service, 'root' | 'name'>): Settings {
  return settingsOf(config, root, name);
}

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
