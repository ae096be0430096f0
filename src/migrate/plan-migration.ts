import { parseTypeScript } from '../documents/typescript.ts';
import type { ProjectFiles } from '../model/files.ts';
import type { KeptFile, Migration, Move } from '../model/migration.ts';
import { environmentsOf } from './environments.ts';
import { compare, followExisting } from './existing.ts';
import { movesAside, movesOf } from './ledger.ts';
import { mergeFile, type Merged, type NamedService } from './merge-file.ts';
import { newFile } from './new-file.ts';
import { nextSteps, noticesOf } from './next-steps.ts';
import { findOldServices, projectName, type NamingOptions, type OldServices } from './old-services.ts';
import { settingsOf, type Leftover } from './settings.ts';
import { RAILWAY_STYLE } from './style.ts';

/** How to migrate. */
export interface MigrationOptions extends NamingOptions {
  /** The file to write instead of `.railway/railway.ts`. */
  readonly output: string | undefined;
  /** True when the old files that have moved are deleted at once. */
  readonly removeOld: boolean;
}

/** A migration, or why there can be none: no period. */
export type PlannedMigration = { readonly ok: true; readonly migration: Migration } | { readonly ok: false; readonly because: string };

const IAC_FILE = /^\.railway\/railway\.([cm]?[tj]s|py|go)$/;

/** Plans how the old files of a project become one `.railway/railway.ts`. Nothing is written. */
export async function planMigration(files: ProjectFiles, options: MigrationOptions): Promise<PlannedMigration> {
  const { removeOld } = options;
  const found = withoutEmpty(await findOldServices(files, options));
  const unused = [...options.serviceNames.keys()].find((path) => path !== '' && !found.services.some(({ old }) => old.file.path === path));
  if (unused !== undefined) return { ok: false, because: `${unused} is no railway.json or railway.toml of the project that says anything` };
  const present = files.paths.find((path) => IAC_FILE.test(path));
  const path = options.output ?? present ?? '.railway/railway.ts';
  if (/\.(py|go)$/.test(path)) return { ok: false, because: `${path} is there already, and Railway reads only one such file` };
  const wanted = found.services.map(({ old, name, root, isNamed, hasOwnName }): NamedService => ({ name, root, isNamed, hasOwnName, from: old.file.path, remarks: old.remarks, ...settingsOf(old) }));
  const before = files.read(path)?.text;
  if (before === undefined && files.has(path)) return { ok: false, because: `${path} cannot be read` };
  if (before === undefined) {
    const text = wanted.length === 0 ? '' : newFile(await projectName(files, options), wanted, RAILWAY_STYLE);
    const services = wanted.map(({ name }) => ({ name, outcomes: new Map() }));
    return migrationFrom({ files, found, wanted, path, before, removeOld, merged: { text, services, notices: [] } });
  }
  const merged = wanted.length === 0 ? { ok: true as const, merged: { text: before, services: [], notices: [] } } : await mergeFile({ path, text: before }, wanted);
  return merged.ok ? migrationFrom({ files, found, wanted, path, before, removeOld, merged: merged.merged }) : merged;
}

/** A file of nothing that Railway knows makes no service: it stays, and the ledger says what it holds. */
function withoutEmpty({ services, aside }: OldServices): OldServices {
  const isEmpty = ({ old }: OldServices['services'][number]) => settingsOf(old).settings.length === 0;
  const empty = services.filter(isEmpty).map(({ old }) => ({ path: old.file.path, because: 'it holds no setting that railway.ts takes', old }));
  return { services: services.filter((service) => !isEmpty(service)), aside: [...aside, ...empty] };
}

interface Draft {
  readonly files: ProjectFiles;
  readonly found: OldServices;
  readonly wanted: readonly NamedService[];
  readonly path: string;
  readonly before: string | undefined;
  readonly removeOld: boolean;
  readonly merged: Merged;
}

async function migrationFrom({ files, found, wanted, path, before, removeOld, merged }: Draft): Promise<PlannedMigration> {
  const mistake = wanted.length === 0 ? undefined : await mistakeIn(path, merged, wanted);
  if (mistake !== undefined) return { ok: false, because: mistake };
  const moves: Move[] = [
    ...wanted.flatMap((service, index) => movesOf(merged.services[index]?.name ?? service.name, service, merged.services[index]?.outcomes ?? new Map())),
    ...found.aside.flatMap(({ old, because }) => (old === undefined ? [] : movesAside(old, because))),
  ];
  const keptFiles = [...wanted.flatMap((service) => keptFor(service, moves)), ...found.aside.filter(({ because }) => !because.endsWith('is read instead')).map(({ path: each, because }) => ({ path: each, because }))];
  const movedFiles = [...wanted.map(({ from }) => from), ...found.aside.map(({ path: each }) => each)].filter((each) => !keptFiles.some((kept) => kept.path === each)).sort();
  const draft = { path, before, after: merged.text, moves, movedFiles, keptFiles };
  return { ok: true, migration: { ...draft, notices: [...merged.notices, ...noticesOf(draft, wanted)], next: await nextSteps(draft, { files, removeOld }) } };
}

/** An old file stays while something of it stands nowhere else. */
function keptFor({ from, leftovers }: NamedService, moves: readonly Move[]): readonly KeptFile[] {
  const hidden = leftovers.filter(({ isWithheld }: Leftover) => isWithheld).length;
  const conflicts = moves.filter(({ file, status }) => file === from && status === 'conflict').length;
  if (hidden > 0) return [{ path: from, because: `${hidden === 1 ? 'a secret stands' : `${hidden} secrets stand`} nowhere else` }];
  return conflicts > 0 ? [{ path: from, because: `${conflicts === 1 ? 'a setting of it is' : `${conflicts} settings of it are`} in conflict with the new file` }] : [];
}

/** Reads what is to be written, and says what of the old files it does not say. Our mistake if it happens, and nothing is written. */
async function mistakeIn(path: string, { text, services }: Merged, wanted: readonly NamedService[]): Promise<string | undefined> {
  const parsed = await parseTypeScript(path, text);
  if (!parsed.ok) return `the new ${path} would not parse: ${parsed.problem.message}`;
  const existing = followExisting(parsed.document, environmentsOf(wanted.flatMap(({ settings }) => settings)));
  if (existing === undefined) return `the new ${path} would define no project`;
  for (const [index, { settings }] of wanted.entries()) {
    const named = services[index];
    const service = existing.services.find(({ name }) => name === named?.name);
    if (service === undefined) return `the service ${named?.name ?? ''} would be missing from the new ${path}`;
    const lost = settings.find((setting) => named?.outcomes.get(setting.at)?.status !== 'conflict' && compare(setting, service, existing).state !== 'present');
    if (lost !== undefined && hasValue(lost)) return `${lost.at} of ${service.name} would be lost in the new ${path}`;
  }
  return undefined;
}

function hasValue({ base, environments }: NamedService['settings'][number]): boolean {
  return base !== undefined || [...environments.values()].some((value) => value !== undefined);
}
