import { joinedAssumptions, type Assumptions } from '../model/assumptions.ts';
import { assumed } from '../model/fact.ts';
import type { Severity } from '../model/finding.ts';
import type { Config, ServiceSetting, Setting, Settings } from './config.ts';
import { joinedRules, settingsAbove } from './joined.ts';

/** What holds for one service: the project's settings, those of its folder's files, and what is declared under its name. The nearest word counts. */
export function settingsFor(config: Config, { root, name }: { readonly root: string; readonly name: string }): Settings {
  const folder = settingsAbove(config.folders, root) ?? config;
  const own = config.services.find((service) => service.name === name);
  if (own === undefined) return folder;
  return { rules: joinedRules(folder.rules, own.rules), facts: joinedAssumptions([folder.facts, factsOf(own)]), ignores: folder.ignores };
}

/** What settings say of a rule: its own line, else that of its category (`server/*`). */
export function ruleSetting({ rules }: Pick<Settings, 'rules'>, rule: string): Setting<'off' | Severity> | undefined {
  return rules.get(rule) ?? rules.get(`${rule.split('/', 1)[0] ?? ''}/*`);
}

/** The facts of a declared service; its kind is one of them. */
function factsOf({ facts, kind }: ServiceSetting): Assumptions {
  if (kind === undefined || kind.origin.kind !== 'file') return facts;
  const { file, range } = kind.origin;
  return { ...facts, facts: new Map([...facts.facts, ['service.kind', assumed('service.kind', kind.value, file.path, { file, range })]]) };
}
