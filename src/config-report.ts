import type { Config, GateSettings, Origin, ServiceSetting, Setting, Settings } from './config/config.ts';
import { findConfig } from './discover/find-config.ts';
import { openFolder } from './discover/open-folder.ts';
import { joinedAssumptions, type Assumptions } from './model/assumptions.ts';
import type { ConfigRow, ConfigView } from './model/config-view.ts';
import type { Known } from './model/fact.ts';
import { knownNames } from './known-names.ts';
import { checkLimits, resolveGates } from './gates.ts';
import { CURRENT_EDITION, loadCatalogue } from './rules/catalogue.ts';
import { assumptionsOf, editionOf, folderAt, type ScanOptions } from './scan.ts';

/** What flags and variables decide, each with who did. */
export interface ConfigOverrides {
  readonly gates: GateSettings;
  readonly edition: Setting<string> | undefined;
  /** Where the platform's word comes from. */
  readonly live: Setting<string> | undefined;
  /** Who gave the facts of the options. */
  readonly assumeOrigin: Origin;
}

/** Every setting that holds in a folder, with its value and who decided it. */
export async function configView(dir: string, options: ScanOptions, { gates, edition, live, assumeOrigin }: ConfigOverrides): Promise<ConfigView> {
  const folder = folderAt(dir);
  const catalogue = await loadCatalogue();
  const known = knownNames(catalogue);
  checkLimits(gates, known.categories);
  const stated = assumptionsOf(options.assume ?? []);
  const files = await openFolder(folder);
  const config = await findConfig(files, options.config ?? { kind: 'found' }, { known, folder });
  const chosen = edition ?? config.edition ?? { value: CURRENT_EDITION, origin: { kind: 'default' } };
  editionOf(catalogue, chosen.value);
  return {
    files: config.files.map(({ path }) => path),
    rows: [
      { group: '', key: 'edition', ...chosen },
      { group: '', key: 'baseline', ...(config.baseline ?? none) },
      { group: '', key: 'live', ...(live ?? config.live ?? none) },
      ...gateRows(config, gates),
      ...ruleRows('rules', config.rules),
      ...factRows('facts', joinedAssumptions([config.facts, stated]), assumeOrigin),
      ...config.services.flatMap((service) => serviceRows(service, assumeOrigin)),
      ...ignoreRows('ignores', config.ignores),
      ...[...config.folders].flatMap(([path, settings]) => folderRows(path, ownOf(settings, config), assumeOrigin)),
    ],
  };
}

const none: Setting<string> = { value: 'none', origin: { kind: 'default' } };

function gateRows(config: Config, flags: GateSettings): readonly ConfigRow[] {
  const { failOn, maxDrop, maxUndecided, minScore, minGrade, maxLost } = resolveGates(config, flags);
  const limits = [...maxLost].sort(([a], [b]) => (a < b ? -1 : 1)).map(([category, limit]) => [`max-lost.${category}`, limit] as const);
  const rows = [['fail-on', failOn], ['max-drop', maxDrop], ['max-undecided', maxUndecided ?? none], ['min-score', minScore ?? none], ['min-grade', minGrade ?? none], ...(limits.length > 0 ? limits : [['max-lost', none] as const])] as const;
  return rows.map(([key, setting]) => ({ group: 'gates', key, ...setting }));
}

function ruleRows(group: string, rules: Settings['rules'], prefix = ''): readonly ConfigRow[] {
  return [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, setting]) => ({ group, key: `${prefix}${name}`, ...setting }));
}

function factRows(group: string, { facts, variables }: Assumptions, assumeOrigin: Origin, prefix = ''): readonly ConfigRow[] {
  const all = [...[...facts].sort(([a], [b]) => (a < b ? -1 : 1)), ...[...variables].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [`env.${name}`, value] as const)];
  return all.map(([name, fact]) => ({ group, key: `${prefix}${name}`, value: plain(fact.value), origin: originOfFact(fact, assumeOrigin) }));
}

function originOfFact({ provenance }: Known<unknown>, assumeOrigin: Origin): Origin {
  return provenance.kind === 'assumed' && provenance.at !== undefined ? { kind: 'file', ...provenance.at } : assumeOrigin;
}

function plain(value: unknown): ConfigRow['value'] {
  return typeof value === 'number' || typeof value === 'boolean' ? value : Array.isArray(value) ? value.join(', ') : String(value);
}

function serviceRows({ name, origin, root, kind, railway, facts, rules }: ServiceSetting, assumeOrigin: Origin): readonly ConfigRow[] {
  const group = `service ${name}`;
  const rows = [
    ...(root === undefined ? [] : [{ group, key: 'root', ...root, value: root.value === '' ? '.' : root.value }]),
    ...(kind === undefined ? [] : [{ group, key: 'kind', ...kind }]),
    ...(railway === undefined ? [] : [{ group, key: 'railway', ...railway }]),
    ...ruleRows(group, rules, 'rules.'), ...factRows(group, facts, assumeOrigin, 'facts.'),
  ];
  return rows.length > 0 ? rows : [{ group, key: 'name', value: name, origin }];
}

function ignoreRows(group: string, ignores: Settings['ignores'], prefix = ''): readonly ConfigRow[] {
  return ignores.flatMap(({ rule, reason, until, at, scope }) => {
    const { provenance } = at;
    if (provenance.kind !== 'declared' || scope.kind !== 'entry') return [];
    const where = [scope.path, scope.anchor === undefined ? undefined : `#${scope.anchor}`, scope.service === undefined ? undefined : `in ${scope.service}`].filter((part) => part !== undefined);
    const value = [...where, where.length > 0 ? `: ${reason}` : reason, until === undefined ? '' : `, until ${until}`].join(' ').replaceAll(/ (?=[:,] )/g, '').trim();
    return [{ group, key: `${prefix}${rule}`, value, origin: { kind: 'file' as const, file: provenance.file, range: provenance.range } }];
  });
}

function folderRows(path: string, { rules, facts, ignores }: Settings, assumeOrigin: Origin): readonly ConfigRow[] {
  const group = `folder ${path}`;
  return [...ruleRows(group, rules, 'rules.'), ...factRows(group, facts, assumeOrigin, 'facts.'), ...ignoreRows(group, ignores, 'ignores.')];
}

/** What a folder's files say beside the project's. */
function ownOf(settings: Settings, project: Settings): Settings {
  const differing = <K, V>(own: ReadonlyMap<K, V>, others: ReadonlyMap<K, V>) => new Map([...own].filter(([key, value]) => others.get(key) !== value));
  return {
    rules: differing(settings.rules, project.rules),
    facts: { facts: differing(settings.facts.facts, project.facts.facts), variables: differing(settings.facts.variables, project.facts.variables) },
    ignores: settings.ignores.filter((ignore) => !project.ignores.includes(ignore)),
  };
}
