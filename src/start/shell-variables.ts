import type { Expanded } from '../documents/shell/expand.ts';
import { certain, expandText, joinExpanded, uncertain } from '../documents/shell/expand.ts';
import type { ShellCommand, ShellWord } from '../documents/shell/shell-tree.ts';
import type { Environment } from '../model/environment.ts';
import type { Context } from './engine.ts';
import { imagePath } from './project-path.ts';
import type { Origin } from './origin.ts';
import { derivedFrom, placedAt } from './origin.ts';
import type { ShellState, Variable } from './path.ts';
import { expandedIn, scopeOf, withVariable } from './path.ts';

/** Assignments with their values, in order. */
export type Assigned = readonly (readonly [name: string, variable: Variable])[];

/** The variables that files set for the process before the command starts. */
export function variablesOf(environment: Environment): ReadonlyMap<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const [name, fact] of environment) {
    const place = fact.state === 'absent' ? undefined : { origin: sameProvenance(fact), range: { start: 0, end: 0 } };
    const expanded = fact.state === 'known' ? certain(fact.value) : fact.state === 'absent' ? 'unset' : uncertain(`$${name}`, fact.reason);
    variables.set(name, { expanded, exported: true, place });
  }
  return variables;
}

/** A setting that a variable decides stands where the variable is set. */
function sameProvenance(fact: Parameters<typeof derivedFrom>[0]): Origin {
  const isPlace = fact.state !== 'absent' && (fact.provenance.kind === 'declared' || fact.provenance.kind === 'live');
  return isPlace ? placedAt(fact.provenance) : derivedFrom(fact);
}

/** The assignments before a command, or of a line that only assigns. */
export function expandAssignments(node: ShellCommand, state: ShellState, context: Context): Assigned {
  return node.assignments.map((assignment) => {
    const before = expandedIn(state, assignment.name);
    const value = assignment.value === undefined
      ? uncertain(`$${assignment.name}`, `$${assignment.name} is a list`)
      : (scriptFolder(assignment.value, context) ?? expandText(assignment.value, scopeOf(state)));
    const whole = assignment.append && before !== undefined && before !== 'unset' ? joinExpanded([before, value]) : value;
    return [assignment.name, { expanded: whole, exported: false, place: { origin: context.origin, range: assignment.range } }];
  });
}

/** The state after assignments. A variable that programs already see stays visible to them. */
export function assignVariables(state: ShellState, assigned: Assigned, exported: boolean): ShellState {
  let next = state;
  for (const [name, variable] of assigned) {
    const seen = exported || next.exportsAll || next.variables.get(name)?.exported === true;
    next = withVariable(next, name, { ...variable, exported: seen });
  }
  return next;
}

/** `${PORT:=8000}` sets the variable where it stands. */
export function defaultedVariables(node: ShellCommand, state: ShellState, origin: Origin): ShellState {
  let next = state;
  for (const word of node.words) {
    for (const part of word.parts) {
      if (part.kind !== 'variable' || !/^:?=$/.test(part.operator)) continue;
      const expanded = expandText({ ...word, parts: [part] }, scopeOf(next));
      const text: Expanded = { ...expanded, text: expanded.text.replace('=', '-'), splits: false };
      const exported = next.variables.get(part.name)?.exported === true;
      next = withVariable(next, part.name, { expanded: expanded.value === expanded.text ? expanded : text, exported, place: { origin, range: word.range } });
    }
  }
  return next;
}

/** The ways in which scripts write the folder that they lie in. */
const OWN_FOLDER = /^"?\$\((?:cd (?:-P )?(?:-- )?)?"?\$\(dirname (?:-- )?"?\$(?:0|\{0\}|\{?BASH_SOURCE(?:\[0\])?\}?|\{BASH_SOURCE\[0\]:-\$0\})"?\)"?((?:\/[\w./-]+)?)"?(?: *(?:>\s*\/dev\/null(?: 2>&1)? *)?&& *pwd(?: -P)?\))?"?\)?"?$/;

/** The folder of the script, where a word says that; a path in the image. */
function scriptFolder(word: ShellWord, context: Context): Expanded | undefined {
  const match = OWN_FOLDER.exec(word.source.replace(/"$/, '"')) ?? (/^"?\$\{0%\/\*\}"?$/.test(word.source) ? ['', ''] : undefined);
  if (match === undefined || match === null || context.script === undefined) return undefined;
  const folder = imagePath(context.script.split('/').slice(0, -1).join('/'), context.run.input);
  return certain(`${folder}${match[1] ?? ''}`);
}
