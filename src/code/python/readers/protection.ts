import type { PythonExpression } from '../../../documents/python-tree.ts';
import { valueOf, type Known } from '../../../model/fact.ts';
import type { DebugSetting, HostAllowlist } from '../../../model/facts/code.ts';
import { follow, mayRun } from '../follow.ts';
import { instanceOf } from '../instances.ts';
import { externalName, isFrom } from '../origins.ts';
import type { Program } from '../program.ts';
import type { CallSite, Place, Spot } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { isMainTest, isScriptFile, isStarted } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';
import { djangoSettings, settingsOf } from '../settings-module.ts';
import { textsIn } from '../text-lists.ts';
import { routerClass } from '../web/routers.ts';
import { listFact } from './list-fact.ts';

/** Words without which a file says nothing about this. */
const WORDS = /debug|TrustedHost|HTTPSRedirect|[Tt]alisman|sslify/;

/** Debug mode, host lists and redirects to HTTPS. */
export function readProtection(program: Program): ReaderResult {
  const files = [...program.files.values()].filter((file) => WORDS.test(file.source.text) && !isScriptFile(program, file));
  const sites = files.flatMap((file) => file.calls);
  const debug = [...djangoDebug(program), ...sites.flatMap((site) => running(program, site, debugOf)), ...assignedDebug(program)];
  const hosts = [...djangoHosts(program), ...sites.flatMap((site) => running(program, site, trustedHosts))];
  const redirects = [...djangoRedirects(program), ...sites.flatMap((site) => running(program, site, redirectOf))];
  return {
    facts: {
      'web.debugSettings': listFact('web.debugSettings', debug, (each) => each.at),
      'web.hostAllowlists': listFact('web.hostAllowlists', hosts, (each) => each.at),
      'web.httpsRedirects': listFact('web.httpsRedirects', redirects, (each) => each),
    },
  };
}

/** What a call says, when no test around it surely fails. */
function running<T>(program: Program, site: CallSite, read: (program: Program, site: CallSite) => readonly T[]): readonly T[] {
  const found = read(program, site);
  return found.length > 0 && mayRun(program, site.guards, site.place) ? found : [];
}

/** A setting that is true, or that is true as long as no variable says otherwise. */
function debugSetting(program: Program, spot: Spot, framework: string, at: Known<string>): readonly DebugSetting[] {
  const followed = follow(program, spot);
  if (followed.state !== 'literal' || followed.value !== true) return [];
  return [{ at, framework, always: followed.variables.length === 0 }];
}

function djangoDebug(program: Program): readonly DebugSetting[] {
  const setting = settingsOf(program, 'DEBUG').filter(({ binding, spot }) => mayRun(program, binding.guards, spot.place)).at(-1);
  if (setting === undefined || setting.binding.guards.length > 0) return [];
  const { spot, binding } = setting;
  if (djangoSettings(program).length === 0) return [];
  return debugSetting(program, spot, 'django', shown('debug', spot.place.file, binding.range));
}

function debugOf(program: Program, site: CallSite): readonly DebugSetting[] {
  const { call, place, guards } = site;
  const argument = argumentOf(call, undefined, 'debug');
  if (argument === undefined) return [];
  const at = shown('debug', place.file, call.range);
  const spot = { expression: argument, place };
  const made = routerClass(externalName(program, call.callee, place));
  if (made?.app !== undefined) return debugSetting(program, spot, made.framework, at);
  if (call.callee.kind !== 'attribute' || call.callee.name !== 'run') return [];
  const served = routerClass(instanceOf(program, call.callee.object, place)?.library);
  const runs = isStarted(program, place.file) || !guards.some(({ test }) => isMainTest(test));
  return served !== undefined && runs ? debugSetting(program, spot, served.framework, at) : [];
}

/** `app.debug = True`, `app.config['DEBUG'] = True`. */
function assignedDebug(program: Program): readonly DebugSetting[] {
  return [...program.files.values()].filter((file) => !isScriptFile(program, file)).flatMap((file) =>
    file.assignments.flatMap(({ target, value, place, guards, range }) => {
      if (guards.some(({ test }) => isMainTest(test)) && !isStarted(program, file)) return [];
      const object = target.kind === 'attribute' && target.name === 'debug' ? target.object : configObject(target);
      const type = object && routerClass(instanceOf(program, object, place)?.library);
      return type?.app === undefined ? [] : debugSetting(program, { expression: value, place }, type.framework, shown('debug', file, range));
    }));
}

function configObject(target: PythonExpression): PythonExpression | undefined {
  if (target.kind !== 'subscript' || target.index.kind !== 'string' || target.index.value !== 'DEBUG') return undefined;
  return target.object.kind === 'attribute' && target.object.name === 'config' ? target.object.object : undefined;
}

function djangoHosts(program: Program): readonly HostAllowlist[] {
  const settings = settingsOf(program, 'ALLOWED_HOSTS').filter(({ binding, spot }) => mayRun(program, binding.guards, spot.place));
  const last = settings.findLast(({ binding }) => binding.kind === 'value' && binding.operator === '=');
  if (last === undefined) return [];
  const lists = settings.map(({ spot }) => listedHosts(program, spot));
  const extended = last.spot.place.file.calls.filter(({ call: { callee } }) =>
    callee.kind === 'attribute' && callee.object.kind === 'name' && callee.object.name === 'ALLOWED_HOSTS');
  const added = extended.flatMap(({ call, place }) => call.arguments.map((each) => listedHosts(program, { expression: each.value, place })));
  const opening = openingCall(program);
  const all = [...lists, ...added, ...(opening === undefined ? [] : [{ hosts: ['*'], complete: true }])];
  return [{
    at: opening === undefined ? shown('hosts', last.spot.place.file, last.binding.range) : shown('hosts', opening.place.file, opening.call.range),
    framework: 'django',
    hosts: [...new Set(all.flatMap((each) => each.hosts))],
    complete: all.every((each) => each.complete) && settings.every(({ binding }) => binding.guards.length === 0),
  }];
}

/** `django_heroku.settings(locals())` lets every host in: https://github.com/heroku/django-heroku/blob/master/django_heroku/core.py */
function openingCall(program: Program): CallSite | undefined {
  return djangoSettings(program).flatMap(({ calls }) => calls).find(({ call, place }) => {
    const name = externalName(program, call.callee, place);
    if (!isFrom(name, 'django_heroku', 'settings') && !isFrom(name, 'django_on_heroku', 'settings')) return false;
    const given = argumentOf(call, undefined, 'allowed_hosts');
    return given === undefined || valueOf(booleanOf(program, { expression: given, place })) !== false;
  });
}

function trustedHosts(program: Program, { call, place }: CallSite): readonly HostAllowlist[] {
  if (!usesClass(program, call.arguments[0]?.value, place, 'TrustedHostMiddleware') && !usesClass(program, call.callee, place, 'TrustedHostMiddleware')) return [];
  const argument = argumentOf(call, undefined, 'allowed_hosts');
  if (argument === undefined) return [];
  return [{ at: shown('hosts', place.file, call.range), framework: 'starlette', ...listedHosts(program, { expression: argument, place }) }];
}

/** The hosts of a list, and whether they are all there are. */
function listedHosts(program: Program, spot: Spot): { readonly hosts: readonly string[]; readonly complete: boolean } {
  const { texts, complete } = textsIn(program, spot);
  return { hosts: texts, complete };
}

function djangoRedirects(program: Program): readonly Known<string>[] {
  const setting = settingsOf(program, 'SECURE_SSL_REDIRECT').filter(({ binding, spot }) => mayRun(program, binding.guards, spot.place)).at(-1);
  if (setting === undefined || settingsOf(program, 'SECURE_REDIRECT_EXEMPT').length > 0) return [];
  const followed = follow(program, setting.spot);
  const on = followed.state === 'literal' && followed.value === true;
  return on ? [shown('redirect', setting.spot.place.file, setting.binding.range)] : [];
}

function redirectOf(program: Program, { call, place }: CallSite): readonly Known<string>[] {
  const [first] = call.arguments;
  const middleware = usesClass(program, first?.value, place, 'HTTPSRedirectMiddleware') || usesClass(program, call.callee, place, 'HTTPSRedirectMiddleware');
  const name = externalName(program, call.callee, place);
  const forced = argumentOf(call, undefined, 'force_https');
  const talisman = isFrom(name, 'flask_talisman', 'Talisman') && !(forced !== undefined && valueOf(booleanOf(program, { expression: forced, place })) === false);
  return middleware || talisman || isFrom(name, 'flask_sslify', 'SSLify') ? [shown('redirect', place.file, call.range)] : [];
}

function booleanOf(program: Program, spot: Spot): Known<unknown> | undefined {
  const followed = follow(program, spot);
  return followed.state === 'literal' ? { ...shown('value', spot.place.file, spot.expression.range), value: followed.value } : undefined;
}

function usesClass(program: Program, expression: PythonExpression | undefined, place: Place, name: string): boolean {
  const external = expression && externalName(program, expression, place);
  return isFrom(external, 'starlette', name) || isFrom(external, 'fastapi', name);
}
