import type { PythonExpression } from '../../../documents/python-tree.ts';
import { dottedName } from '../../../documents/python-tree.ts';
import type { ProxyUse } from '../../../model/facts/protection.ts';
import { externalName, isFrom } from '../origins.ts';
import { moduleOf, type Program } from '../program.ts';
import type { PythonFile } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { isScriptFile } from '../scopes.ts';
import { settingsOf } from '../settings-module.ts';
import { shown } from '../shown.ts';
import { everyExpression } from '../walk.ts';
import { listFact } from './list-fact.ts';

/** Words without which a file asks nothing that a proxy decides. */
const WORDS = /url_for|base_url|build_absolute_uri|is_secure|client\.host/;

/** What trusts a proxy in the program itself. */
const TRUSTING = /\b(ProxyFix|ProxyHeadersMiddleware|TrustedProxy\w*|XForwarded\w*)\b/;

/** Headers of a proxy that a file reads by itself: what it asks of the server beside them is for the case that they are missing. */
const HEADERS = /x[-_](?:forwarded|real)[-_]|cf[-_]connecting|fly[-_]client/i;

/** Questions about scheme and address of a request, which only a server that trusts its proxy answers rightly. */
export function readProxyUses(program: Program): ReaderResult {
  const files = [...program.files.values()].filter((file) => !isScriptFile(program, file));
  const isTrusted = files.some(({ source }) => TRUSTING.test(source.text)) || settingsOf(program, 'SECURE_PROXY_SSL_HEADER').length > 0;
  const uses = isTrusted ? [] : files.filter(({ source }) => WORDS.test(source.text) && !HEADERS.test(source.text)).flatMap((file) => usesIn(program, file));
  return { facts: { 'web.proxyUses': listFact('web.proxyUses', uses, ({ at }) => at) } };
}

function usesIn(program: Program, file: PythonFile): readonly ProxyUse[] {
  return [...everyExpression(file.tree.body)].flatMap((expression) => {
    const about = aboutOf(program, expression, file);
    return about === undefined ? [] : [{ at: shown('use', file, expression.range), about }];
  });
}

/** `request.client.host`; `url_for("x", _external=True)`, `request.url_for("x")`, `request.base_url`, `request.build_absolute_uri()`. */
function aboutOf(program: Program, expression: PythonExpression, file: PythonFile): ProxyUse['about'] | undefined {
  if (expression.kind === 'attribute') {
    const name = dottedName(expression) ?? '';
    if (/(^|\.)(request|req)\.client\.host$/.test(name)) return 'address';
    return /(^|\.)(request|req)\.base_url$/.test(name) ? 'scheme' : undefined;
  }
  if (expression.kind !== 'call') return undefined;
  const name = dottedName(expression.callee) ?? '';
  if (/(^|\.)(request|req)\.(url_for|build_absolute_uri|is_secure)$/.test(name)) return 'scheme';
  const isExternal = expression.arguments.some((each) => each.name === '_external' && each.value.kind === 'boolean' && each.value.value);
  return isExternal && isFrom(externalName(program, expression.callee, moduleOf(file)), 'flask', 'url_for') ? 'scheme' : undefined;
}
