import { statementsAround } from '../../code/python/walk.ts';
import { parsePythonFile } from '../../documents/python.ts';
import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';
import { lineBelow } from './line-below.ts';
import { quoted } from './quotes.ts';

/**
 * Tells Django which header says that a request came by HTTPS: a line below SECURE_SSL_REDIRECT.
 * https://docs.djangoproject.com/en/stable/ref/settings/#secure-proxy-ssl-header
 */
export async function trustProxyScheme({ at: [at] }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(at);
  const source = place && files.read(place.file.path);
  const parsed = source && await parsePythonFile(source);
  if (place === undefined || source === undefined || parsed?.ok !== true) return refused(`${at.name} stands in no Python file`);
  const statement = statementsAround(parsed.document.body, place.range).at(-1)?.statement;
  if (statement?.kind !== 'assign' || statement.range.start !== place.range.start) return refused(`nothing sets SECURE_SSL_REDIRECT in ${source.path}`);
  const text = (content: string) => quoted(content, { source, tree: parsed.document });
  const edit = lineBelow(source.text, statement.range, `SECURE_PROXY_SSL_HEADER = (${text('HTTP_X_FORWARDED_PROTO')}, ${text('https')})`);
  return edit === undefined ? refused(`SECURE_SSL_REDIRECT shares its line with other code in ${source.path}`) : edited(source.path, [edit]);
}
