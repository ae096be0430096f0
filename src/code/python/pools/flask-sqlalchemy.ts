import type { Option, Pool } from '../../../model/facts/data.ts';
import { bindingsOf } from '../bindings.ts';
import { fallbackOption } from '../address-options.ts';
import { addressOf } from '../database-address.ts';
import { externalName, isFrom } from '../origins.ts';
import { libraryBaseOf } from '../instances.ts';
import { classOf } from '../origins.ts';
import { callsOf, moduleOf, type Program } from '../program.ts';
import type { CallSite, Spot } from '../python-file.ts';
import { dictEntries, optionsOf, type Keyword } from '../shown.ts';
import { poolPlace } from './pool.ts';
import { engineLimits } from './sqlalchemy.ts';

/** Keys of https://flask-sqlalchemy.readthedocs.io/en/stable/config/ and those that Flask-SQLAlchemy 3.0 removed, and still finds in many configurations. */
const SETTINGS = /^SQLALCHEMY_(DATABASE_URI|ENGINE_OPTIONS|BINDS|POOL_SIZE|POOL_TIMEOUT|POOL_RECYCLE|MAX_OVERFLOW)$/;

/** The address that Flask-SQLAlchemy is configured with, and the call that makes its object. */
export function flaskAddress(program: Program): { readonly site: CallSite; readonly spot: Spot } | undefined {
  const site = [...callsOf(program)].find((each) => isFlaskSqlalchemy(program, each));
  const spot = site && settingsOf(program).findLast(({ name }) => name === 'SQLALCHEMY_DATABASE_URI')?.spot;
  return site === undefined || spot === undefined ? undefined : { site, spot };
}

/** The engine behind `SQLAlchemy()` of Flask-SQLAlchemy, with what the application's configuration says. */
export function readFlaskSqlalchemyPools(program: Program): readonly Pool[] {
  const sites = [...callsOf(program)].filter((site) => isFlaskSqlalchemy(program, site));
  const [first] = sites;
  if (first === undefined) return [];
  const settings = settingsOf(program);
  const setting = (name: string) => settings.findLast((each) => each.name === name)?.spot;
  const engineOptions = setting('SQLALCHEMY_ENGINE_OPTIONS');
  const argument = first.call.arguments.find((each) => each.name === 'engine_options');
  const spot = engineOptions ?? (argument && { expression: argument.value, place: first.place });
  const entries = spot === undefined ? [] : dictEntries(program, spot);
  const removed: Option[] = optionsOf(program, settings.filter((each) => /POOL|OVERFLOW/.test(each.name)), 1).slice();
  const address = addressOf(program, setting('SQLALCHEMY_DATABASE_URI'), { expression: first.call, place: first.place }, 'sync');
  const options = optionsOf(program, entries ?? []);
  return [{
    ...poolPlace(program, first),
    library: 'flask-sqlalchemy',
    driver: address.driver,
    kind: address.kind,
    ...engineLimits(program, first, { keywords: entries ?? [], complete: entries !== undefined, options }),
    options: [...options, ...removed, ...fallbackOption(address)],
    database: address.database,
  }];
}

function isFlaskSqlalchemy(program: Program, { call, place }: CallSite): boolean {
  const isIt = (name: string | undefined) => isFrom(name, 'flask_sqlalchemy', 'SQLAlchemy');
  if (isIt(externalName(program, call.callee, place))) return true;
  const own = classOf(program, call.callee, place);
  return own !== undefined && isIt(libraryBaseOf(program, own.node, own.place));
}

/** `app.config['X'] = ...`, `app.config.update(X=...)`, and attributes of configuration classes and modules. */
function settingsOf(program: Program): readonly Keyword[] {
  const result: Keyword[] = [];
  const add = (name: string, spot: Spot) => SETTINGS.test(name) && result.push({ name, spot });
  for (const file of program.files.values()) {
    const values = [
      { names: file.bindings.names, place: moduleOf(file) },
      ...file.classes.filter(({ node }) => !/test/i.test(node.name)).map(({ node, place }) => ({ names: bindingsOf(node).names, place: { file, chain: [...place.chain, node] } })),
    ];
    for (const { names, place } of values) {
      for (const [name, [binding]] of names) if (binding?.kind === 'value') add(name, { expression: binding.value, place });
    }
    for (const { target, value, place } of file.assignments) {
      if (target.kind === 'subscript' && target.index.kind === 'string') add(target.index.value, { expression: value, place });
    }
    for (const { call, place } of file.calls) {
      for (const argument of call.arguments) if (argument.name !== undefined) add(argument.name, { expression: argument.value, place });
    }
  }
  return result;
}
