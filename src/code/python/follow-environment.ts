import type { PythonExpression } from '../../documents/python-tree.ts';
import type { Range } from '../../text/range.ts';
import type { Unresolved } from '../../model/fact.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { unknown, withVariables, type Followed } from './followed.ts';
import { instanceOf } from './instances.ts';
import { externalName, isFrom } from './origins.ts';
import type { Program } from './program.ts';
import type { Place } from './python-file.ts';

/**
 * The value of a variable: what the deployment's files set, the default beside it, or not set. Where the platform was asked, no variable
 * can change the result any more.
 */
export function environmentValue(
  program: Program,
  variable: string,
  standard: Followed | undefined,
  at: { readonly file: SourceFile; readonly range: Range },
): Followed {
  const known = program.input.environment.get(variable);
  if (known?.state === 'known') return { state: 'literal', value: known.value, ...at, variables: known.provenance.kind === 'live' ? [] : [variable], from: [known] };
  if (known?.state === 'unresolved') return unknown(hiddenReason(variable, known), at.file, at.range, [variable]);
  if (known?.state === 'absent') return standard ?? { state: 'unset', ...at, variables: [] };
  return standard === undefined ? { state: 'unset', ...at, variables: [variable] } : withVariables(standard, [variable]);
}

function hiddenReason(variable: string, { reason, provenance }: Unresolved): string {
  return provenance.kind === 'live' ? reason : `the variable ${variable} is set to something that only a run would tell`;
}

/** `X` of `os.environ["X"]` and of `env["X"]`. */
export function variableOfSubscript(program: Program, expression: PythonExpression & { kind: 'subscript' }, place: Place): string | undefined {
  if (expression.index.kind !== 'string') return undefined;
  const external = externalName(program, expression.object, place);
  return external === 'os.environ' ? expression.index.value : undefined;
}

/** How a call reads an environment variable: by position of name and default. */
export type EnvironmentCall = { readonly method: string };

/** The reader that a callee is: `os.getenv`, `env.int`, `config`; undefined when it does not read a variable. */
export function environmentReader(program: Program, callee: PythonExpression, place: Place): EnvironmentCall | undefined {
  const external = externalName(program, callee, place);
  if (external === 'os.getenv' || external === 'os.environ.get' || external === 'os.environ.setdefault') return { method: 'str' };
  if (isFrom(external, 'decouple', 'config')) return { method: 'str' };
  if (callee.kind === 'attribute') {
    const object = instanceOf(program, callee.object, place);
    if (isReader(object?.library) || isFrom(externalName(program, callee.object, place), 'environs', 'env')) return { method: callee.name };
    return undefined;
  }
  return isReader(instanceOf(program, callee, place)?.library) ? { method: 'str' } : undefined;
}

function isReader(library: string | undefined): boolean {
  return isFrom(library, 'environ', 'Env', 'FileAwareEnv') || isFrom(library, 'environs', 'Env')
    || isFrom(library, 'starlette', 'Config') || isFrom(library, 'decouple', 'Config', 'AutoConfig');
}
