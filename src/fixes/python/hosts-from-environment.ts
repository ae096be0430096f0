import { statementsAround } from '../../code/python/walk.ts';
import { parsePythonFile } from '../../documents/python.ts';
import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';
import { hostsOf } from './add-host.ts';
import { importEdit } from './imports.ts';
import { quoted } from './quotes.ts';

/** Takes the hosts from ALLOWED_HOSTS, with the platform's own domain while that is not set, and adds the one of the health check. */
export async function hostsFromEnvironment({ at: [at], with: values }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(at);
  const source = place && files.read(place.file.path);
  const parsed = source && await parsePythonFile(source);
  const host = values?.['host'];
  if (place === undefined || source === undefined || parsed?.ok !== true || typeof host !== 'string') return refused(`${at.name} stands in no Python file`);
  const tree = parsed.document;
  const statement = statementsAround(tree.body, place.range).at(-1)?.statement;
  const value = statement && hostsOf(statement, place.range.start);
  const isStar = (value?.kind === 'list' || value?.kind === 'tuple') && value.items.every((item) => item.kind === 'string' && item.value === '*');
  if (value === undefined || !isStar) return refused(`the hosts are not written as a list of the star alone in ${source.path}`);
  const module = await importEdit(source, 'os', value.range.start);
  if (!module.ok) return refused(module.because);
  const text = (content: string) => quoted(content, { source, tree });
  const read = (variable: string, standard: string) => `${module.name}.environ.get(${text(variable)}, ${standard})`;
  const hosts = `[host for host in ${read('ALLOWED_HOSTS', read('RAILWAY_PUBLIC_DOMAIN', text('')))}.split(${text(',')}) if host] + [${text(host)}]`;
  return edited(source.path, [...module.edits, { range: value.range, text: hosts }]);
}
