import type { Planned } from '../../../model/change.ts';
import type { OptionUse } from '../../../start/options.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { lineOf } from '../options/option-change.ts';
import { serverOptionsOf } from '../options/server-options.ts';
import { siteOfCommand } from '../places/find-site.ts';
import type { CommandSite } from '../places/site.ts';
import { isWithoutShell } from '../server/server-place.ts';
import { isInOnePiece } from '../words/change-words.ts';
import { needsShell, shellCommand } from '../words/shell-words.ts';
import { wrappedInShell } from '../words/wrap-in-shell.ts';

/** Options of uvicorn that gunicorn has too, by the name of the setting. */
const SAME: Readonly<Record<string, string>> = { workers: '--workers', log_level: '--log-level', timeout_keep_alive: '--keep-alive', forwarded_allow_ips: '--forwarded-allow-ips' };

/** Options that gunicorn needs no word for: its address is one option, and it calls every application as WSGI. */
const OF_UVICORN = new Set(['host', 'port', 'proxy_headers', 'interface']);

/** Starts a WSGI application with gunicorn instead of uvicorn, with what uvicorn was told; `with: { threads: 4 }` adds threads. */
export async function serveWithGunicorn({ at: [command], with: options }: Rewrite, context: FixContext): Promise<Planned> {
  const site = await siteOfCommand(command, context);
  if ('because' in site) return refused(site.because);
  const served = gunicornWords(site);
  if ('because' in served) return refused(served.because);
  const words = options?.['threads'] === undefined ? served : [...served, '--threads', String(options['threads'])];
  const { holder, file, program, places } = site;
  const [first, last] = [places[program], places.at(-1)];
  if (first === undefined || last === undefined || !isInOnePiece(site, program)) return refused(`the command in ${file.path} cannot be changed safely`);
  if (words.some(needsShell) && (holder.kind === 'words' || isWithoutShell(site, context.service.facts))) {
    const edits = await wrappedInShell(site, [...site.words.slice(0, program).map(({ text }) => text), ...words]);
    return 'because' in edits ? refused(edits.because) : edited(file.path, edits);
  }
  const text = holder.kind === 'words' ? words.map((word) => JSON.stringify(word)).join(', ') : holder.text.write(shellCommand(words));
  if (text === undefined) return refused(`the command in ${file.path} cannot be changed safely`);
  return edited(file.path, [{ range: { start: first.range.start, end: last.range.end }, text }]);
}

/** The command line of gunicorn that says the same. Without an address gunicorn takes PORT by itself. */
function gunicornWords(site: CommandSite): readonly string[] | { readonly because: string } {
  const server = serverOptionsOf(site);
  const line = server?.program.name === 'uvicorn' && server.program.named.length === 1 ? lineOf(server) : undefined;
  const app = line?.positionals[0]?.text;
  if (line === undefined || line.error !== undefined || line.openEnded !== undefined || app === undefined) return { because: `${site.file.path} does not start uvicorn by its name` };
  const last = (name: string): OptionUse | undefined => line.uses.findLast(({ row }) => row[0] === name);
  const [host, port] = [last('host')?.value?.text, last('port')?.value?.text];
  const bind = host === undefined && port === undefined ? [] : ['--bind', `${host ?? '127.0.0.1'}:${port ?? '8000'}`];
  const options: string[] = [];
  for (const { row: [name], value } of line.uses) {
    const flag = SAME[name];
    if (flag !== undefined && value !== undefined) options.push(flag, value.text);
    else if (!OF_UVICORN.has(name)) return { because: `gunicorn has no option ${name} of uvicorn` };
  }
  return ['gunicorn', app, ...bind, ...options];
}
