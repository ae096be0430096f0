import type { Config, Setting, Settings } from './config/config.ts';
import type { Severity } from './model/finding.ts';
import type { Service } from './model/project.ts';
import { lineAt } from './text/range.ts';

/** The settings that hold for a service: those of the nearest folder that has its own, else the project's. */
export function settingsFor(config: Config, { root }: Pick<Service, 'root'>): Settings {
  const folders = [...config.folders.keys()].filter((folder) => folder === '' || root === folder || root.startsWith(`${folder}/`));
  const [nearest] = folders.sort((a, b) => b.length - a.length);
  return (nearest === undefined ? undefined : config.folders.get(nearest)) ?? config;
}

/** The severity that settings give to a rule. */
export function severityOf({ rules }: Pick<Settings, 'rules'>, rule: string): Severity | undefined {
  const value = rules.get(rule)?.value;
  return value === 'off' ? undefined : value;
}

/** Why a rule is switched off, `switched off in optimize.yaml:4`; undefined where it is not. */
export function switchedOff({ rules }: Pick<Settings, 'rules'>, rule: string): string | undefined {
  const setting = rules.get(rule);
  return setting?.value === 'off' ? `switched off ${placeOf(setting)}` : undefined;
}

function placeOf({ origin }: Setting<unknown>): string {
  if (origin.kind === 'file') return `in ${origin.file.path}:${lineAt(origin.file.text, origin.range.start)}`;
  return origin.kind === 'default' ? 'by default' : `by ${origin.name}`;
}
