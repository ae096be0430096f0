import { bindingsOf } from '../../../code/python/bindings.ts';
import { externalName, functionOf, isFrom } from '../../../code/python/origins.ts';
import { callsOf, type Program } from '../../../code/python/program.ts';
import type { CallSite, PythonFile } from '../../../code/python/python-file.ts';
import { everyStatement, ownStatements, statementsAround } from '../../../code/python/walk.ts';
import type { PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';

/** The one application of a program, with the lifespan that it has already. */
export interface Application {
  readonly file: PythonFile;
  readonly site: CallSite;
  /** `site = FastAPI()` */
  readonly statement: PythonStatement;
  readonly lifespan: Lifespan | undefined;
}

/** A lifespan that yields once, on a line of its own. */
export interface Lifespan {
  readonly node: PythonFunction;
  readonly application: string;
  readonly yielding: PythonStatement;
}

/** Finds the application whose lifespan can be written or extended; or says why it cannot. */
export function applicationOf(program: Program): Application | { readonly because: string } {
  const made = [...callsOf(program)].filter(({ call, place }) => isApplication(externalName(program, call.callee, place)));
  const [site] = made;
  if (site === undefined || made.length > 1) return { because: made.length === 0 ? 'no application of FastAPI or Starlette is made here' : 'several applications are made here' };
  const { file } = site.place;
  const statement = statementsAround(file.tree.body, site.call.range)[0]?.statement;
  if (site.place.chain.length > 0 || statement?.kind !== 'assign' || statement.value !== site.call) return { because: 'the application is not made as a name of its module' };
  // https://fastapi.tiangolo.com/advanced/events/: with a lifespan, handlers of these events are no longer called.
  const handler = [...callsOf(program)].find((each) => listensToStart(each));
  const written = site.call.arguments.find(({ name }) => name === 'lifespan')?.value;
  if (written === undefined) {
    return handler === undefined ? { file, site, statement, lifespan: undefined } : { because: `${handler.place.file.path} has handlers of start-up or shutdown, which a lifespan would switch off` };
  }
  const own = functionOf(program, written, site.place);
  const lifespan = own?.place.file === file ? lifespanOf(file, own.node) : undefined;
  return lifespan === undefined ? { because: 'the lifespan of the application is written in a way that cannot be extended' } : { file, site, statement, lifespan };
}

function isApplication(name: string | undefined): boolean {
  return isFrom(name, 'fastapi', 'FastAPI') || isFrom(name, 'starlette', 'Starlette');
}

function listensToStart({ call: { callee, arguments: given } }: CallSite): boolean {
  if (callee.kind === 'attribute' && /^(on_event|add_event_handler)$/.test(callee.name)) return true;
  return given.some(({ name }) => name === 'on_startup' || name === 'on_shutdown');
}

function lifespanOf({ source: { text } }: PythonFile, node: PythonFunction): Lifespan | undefined {
  const yields = [...ownStatements(node.body)].filter((statement) => statement.kind === 'expression' && text.startsWith('yield', statement.range.start));
  const [yielding] = yields;
  const [application] = node.parameters;
  const isManager = node.decorators.some((each) => (each.kind === 'name' || each.kind === 'attribute') && each.name === 'asynccontextmanager');
  const others = [...everyStatement(node.body)].filter((statement) => statement.kind !== 'expression' && /\byield\b/.test(text.slice(statement.range.start, statement.range.end)) && !holds(statement, yielding));
  if (!node.async || !isManager || yielding === undefined || yields.length > 1 || application === undefined || others.length > 0) return undefined;
  return { node, application: application.name, yielding };
}

function holds({ range }: PythonStatement, inner: PythonStatement | undefined): boolean {
  return inner !== undefined && range.start <= inner.range.start && inner.range.end <= range.end;
}

/** True for a name that the module, and a lifespan that is there, have no use for. */
export function isUnused({ file, lifespan }: Application, name: string): boolean {
  return !file.bindings.names.has(name) && lifespan?.node.parameters.every((each) => each.name !== name) !== false
    && (lifespan === undefined || !bindingsOf(lifespan.node).names.has(name));
}
