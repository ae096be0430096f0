import type { FactName } from '../../../model/facts.ts';
import type { OptionRow, OptionStyle } from '../../../start/options.ts';
import { programOf, type Program } from '../../../start/program.ts';
import { ADDRESS_SERVERS } from '../../../start/servers/address-servers.ts';
import { GUNICORN_OPTIONS, GUNICORN_SETTINGS } from '../../../start/servers/gunicorn-options.ts';
import { HYPERCORN_OPTIONS, HYPERCORN_SETTINGS } from '../../../start/servers/hypercorn.ts';
import { serverRowOf } from '../../../start/servers/server-table.ts';
import { UVICORN_OPTIONS, UVICORN_SETTINGS } from '../../../start/servers/uvicorn.ts';
import type { SettingRow } from '../../../start/server-sheet.ts';
import type { CommandSite } from '../places/site.ts';

/** How a server's command line is read, and which option is which fact. */
export interface ServerOptions {
  readonly server: string;
  readonly program: Program;
  readonly options: readonly OptionRow[];
  readonly style: OptionStyle;
  /** Names of settings by fact. */
  readonly settings: ReadonlyMap<FactName, string>;
  /** True where `host:port` is one option. */
  readonly hasBind: boolean;
  /** True where a subcommand has options of its own: `fastapi run`. */
  readonly hasSubcommand: boolean;
}

/** The options of the server that a command starts; undefined for one whose options we do not know. */
export function serverOptionsOf({ words, program: from }: CommandSite): ServerOptions | undefined {
  const program = programOf(words.slice(from));
  const row = serverRowOf(program);
  if (row === undefined) return undefined;
  const known = { server: row.server ?? row.program, program, hasSubcommand: row.subcommand !== undefined };
  if (row.program === 'gunicorn') return { ...known, options: GUNICORN_OPTIONS, style: 'argparse', hasBind: true, settings: settingsOf(GUNICORN_SETTINGS) };
  if (row.program === 'uvicorn') return { ...known, options: UVICORN_OPTIONS, style: 'click', hasBind: false, settings: withAddress(UVICORN_SETTINGS) };
  if (row.program === 'hypercorn') return { ...known, options: HYPERCORN_OPTIONS, style: 'argparse', hasBind: true, settings: settingsOf(HYPERCORN_SETTINGS) };
  const name = row.program === 'fastapi' ? `fastapi ${row.reload === true ? 'dev' : 'run'}` : row.program;
  const table = ADDRESS_SERVERS[name];
  if (table === undefined) return undefined;
  return { ...known, options: table.options, style: table.style, hasBind: false, settings: withAddress(table.rows ?? []) };
}

function settingsOf(rows: readonly SettingRow[]): ReadonlyMap<FactName, string> {
  return new Map(rows.map(({ fact, setting }) => [fact, setting]));
}

function withAddress(rows: readonly SettingRow[]): ReadonlyMap<FactName, string> {
  return new Map<FactName, string>([...settingsOf(rows), ['server.host', 'host'], ['server.port', 'port']]);
}
