import { everyExpression } from '../walk.ts';
import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { Protection } from '../../../model/facts/protection.ts';
import { targetsOf } from '../follow.ts';
import { libraryBaseOf } from '../instances.ts';
import { classOf, externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Place, PythonFile } from '../python-file.ts';
import { isScriptFile } from '../scopes.ts';
import { settingsOf } from '../settings-module.ts';
import { shown } from '../shown.ts';

type Kind = Protection['kind'];

/** Names of libraries that protect, or that read what the proxy says of the visitor. */
const LIBRARIES: readonly (readonly [RegExp, Kind, string])[] = [
  [/^flask_talisman\.(.*\.)?Talisman$/, 'headers', 'flask-talisman'],
  [/^secure\.(.*\.)?(Secure|SecureHeaders)\b/, 'headers', 'secure'],
  [/^secweb\./i, 'headers', 'secweb'],
  [/^werkzeug\.(.*\.)?ProxyFix$/, 'proxy-trust', 'werkzeug'],
  [/^uvicorn\.(.*\.)?ProxyHeadersMiddleware$/, 'proxy-trust', 'uvicorn'],
];

/** Texts of the code that only such protection has. */
const HEADERS = /^(x-content-type-options|content-security-policy|strict-transport-security|x-frame-options|http_x_content_type_options)$/i;
const LENGTH = /^(http_)?content[-_]length$|^max_content_length$/i;
const TEXTS = /x-content-type-options|content-security-policy|strict-transport-security|x-frame-options|content[-_]length/i;

/** Middleware by names that say what it limits. */
const LIMITS = /(limit|max).*(body|upload|content|request_?size|payload)|(body|upload|content|payload|request).*(size|length|limit)/i;

const CHECKS_CALLER = /auth|api_?key|jwt|session/i;

/** Security headers, limits of requests and trust in the proxy: one place for each. */
export function readProtections(program: Program): readonly Protection[] {
  const found = new Map<string, Protection>();
  const note = (kind: Kind, library: string, file: PythonFile, expression: PythonExpression) => {
    const key = `${kind}:${library}`;
    if (!found.has(key)) found.set(key, { kind, library, at: shown('protection', file, expression.range) });
  };
  for (const site of callsOf(program)) if (!isScriptFile(program, site.place.file)) noteCall(program, site, note);
  for (const file of program.files.values()) if (!isScriptFile(program, file) && TEXTS.test(file.source.text)) noteTexts(file, note);
  noteDjango(program, note);
  return [...found.values()];
}

type Note = (kind: Kind, library: string, file: PythonFile, expression: PythonExpression) => void;

function noteCall(program: Program, { call, place }: CallSite, note: Note): void {
  for (const expression of [call.callee, call.arguments[0]?.value]) {
    const name = expression && libraryNameOf(program, expression, place);
    const entry = name === undefined ? undefined : LIBRARIES.find(([pattern]) => pattern.test(name));
    if (entry !== undefined) note(entry[1], entry[2], place.file, call);
  }
  const { callee } = call;
  if (callee.kind !== 'attribute' || callee.name !== 'add_middleware') return;
  const [first] = call.arguments;
  const name = first?.value.kind === 'name' || first?.value.kind === 'attribute' ? first.value.name : '';
  if (LIMITS.test(name)) note('body-limit', 'middleware', place.file, call);
  if (CHECKS_CALLER.test(name) && !isFrom(externalName(program, first?.value ?? callee, place), 'starlette', 'SessionMiddleware')) note('authentication', 'middleware', place.file, call);
}

/** What a name is in its library; a class of the project is what it descends from. */
function libraryNameOf(program: Program, expression: PythonExpression, place: Place): string | undefined {
  const own = expression.kind === 'name' || expression.kind === 'attribute' ? classOf(program, expression, place) : undefined;
  return own === undefined ? externalName(program, expression, place) : libraryBaseOf(program, own.node, own.place);
}

/** A header that the project sets or reads itself. */
function noteTexts(file: PythonFile, note: Note): void {
  for (const expression of everyExpression(file.tree.body)) {
    const text = expression.kind === 'string' ? expression.value : '';
    if (HEADERS.test(text)) note('headers', 'own', file, expression);
    if (LENGTH.test(text)) note('body-limit', 'own', file, expression);
  }
  const configured = [...file.bindings.names.keys()].includes('MAX_CONTENT_LENGTH') || file.classes.some(({ node }) =>
    node.body.some((each) => each.kind === 'assign' && each.targets.some((target) => target.kind === 'name' && target.name === 'MAX_CONTENT_LENGTH')));
  const [first] = everyExpression(file.tree.body);
  if (configured && first !== undefined) note('body-limit', 'flask', file, first);
}

function noteDjango(program: Program, note: Note): void {
  for (const { spot, binding } of settingsOf(program, 'SECURE_PROXY_SSL_HEADER')) {
    if (binding.kind === 'value') note('proxy-trust', 'django', spot.place.file, spot.expression);
  }
  for (const { spot } of settingsOf(program, 'MIDDLEWARE')) {
    const items = targetsOf(program, spot).flatMap(({ expression }) => (expression.kind === 'list' || expression.kind === 'tuple' ? expression.items : []));
    for (const item of items) if (item.kind === 'string' && item.value.endsWith('SecurityMiddleware')) note('headers', 'django', spot.place.file, spot.expression);
  }
}
