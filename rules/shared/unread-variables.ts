import { nearestName, tableList, valueOf, type FactSet, type Tables } from '#rule';
import { deploysImage } from './live-variables.ts';

/** Why nothing reads a variable of some name, and what is read in its place. */
export interface Unread {
  readonly because: string;
  /** The name that is read, or the key of a setting; undefined where nothing takes its place. */
  readonly instead?: string;
  /** How the value begins there: `--timeout`. */
  readonly written?: string;
}

interface Known {
  readonly facts: FactSet;
  readonly tables: Tables;
}

/** Why nothing on Railway reads a variable, as far as its name tells; undefined where something does, or nobody can say. */
export function unreadReason(name: string, known: Known): Unread | undefined {
  return ofServer(name, known) ?? ofOtherBuilder(name, known) ?? ofVersion(name, known) ?? ofBuildpack(name, known) ?? ofPlatform(name, known.tables);
}

function ofServer(name: string, { facts, tables }: Known): Unread | undefined {
  const server = valueOf(facts['start.server']);
  if (server !== 'gunicorn' && server !== 'uvicorn') return undefined;
  return entryOf(name, tableList(tables, `railway-variables/not-of-${server}`), `${server} knows no such variable`);
}

/** `NIXPACKS_…` with Railpack, and either of them where a Dockerfile builds or an image is deployed. */
function ofOtherBuilder(name: string, { facts, tables }: Known): Unread | undefined {
  const [, prefix = ''] = /^(RAILPACK|NIXPACKS)_/.exec(name) ?? [];
  const builder = builderOf(facts);
  if (prefix === '' || builder === undefined || prefix === builder.toUpperCase()) return undefined;
  if (builder === 'dockerfile') return { because: 'a build with a Dockerfile does not read it' };
  if (builder === 'image') return { because: 'nothing is built: the service deploys an image' };
  if (builder !== 'railpack' && builder !== 'nixpacks') return undefined;
  const because = `${nameOf(builder)} builds it, and reads names with ${builder.toUpperCase()}_`;
  return entryOf(name, tableList(tables, `railway-variables/to-${builder}`), because) ?? { because };
}

function ofVersion(name: string, { facts, tables }: Known): Unread | undefined {
  if (!tableList(tables, 'railway-variables/versions').includes(name)) return undefined;
  const builder = builderOf(facts);
  if (builder === 'dockerfile') return { because: 'the Dockerfile chooses the release, and has no ARG of this name' };
  return builder === 'railpack' || builder === 'nixpacks' ? { because: `${nameOf(builder)} does not choose the release by it`, instead: `${builder.toUpperCase()}_${name}` } : undefined;
}

function ofBuildpack(name: string, { facts, tables }: Known): Unread | undefined {
  const builder = builderOf(facts) ?? '';
  if (!['railpack', 'nixpacks', 'dockerfile', 'image'].includes(builder) || !tableList(tables, 'railway-variables/of-buildpacks').includes(name)) return undefined;
  return { because: "only Heroku's buildpacks read it" };
}

/** A setting that is none of a variable, and a name that nearly is one of Railway's own. */
function ofPlatform(name: string, tables: Tables): Unread | undefined {
  const [, option] = /^RAILWAY_(.+)$/.exec(name) ?? [];
  const own = tableList(tables, 'railway/configuration-variables');
  if (option === undefined || own.includes(name) || tableList(tables, 'railway/provided-variables').includes(name)) return undefined;
  const setting = entryOf(name, tableList(tables, 'railway-variables/settings'), 'Railway takes this from the settings of the service');
  const near = nearestName(option, own.map((each) => each.replace(/^RAILWAY_/, '')));
  return setting ?? (near === undefined ? undefined : { because: 'Railway has no such variable', instead: `RAILWAY_${near}` });
}

function builderOf(facts: FactSet): string | undefined {
  return deploysImage(facts) ? 'image' : valueOf(facts['build.builder']);
}

/** A line of a table: a name, and what is read in its place. */
function entryOf(name: string, lines: readonly string[], because: string): Unread | undefined {
  const line = lines.find((each) => each.split(' ')[0] === name);
  if (line === undefined) return undefined;
  const [, instead, written] = line.split(' ');
  return { because, ...(instead === undefined ? {} : { instead }), ...(written === undefined ? {} : { written }) };
}

const nameOf = (builder: string): string => (builder === 'railpack' ? 'Railpack' : 'Nixpacks');
