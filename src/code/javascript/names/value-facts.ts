import type { Node } from 'oxc-parser';
import { declared, derive, unresolved } from '../../../model/fact.ts';
import type { Fact, Known } from '../../../model/fact.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Place } from '../syntax/module.ts';
import { readValue } from './values.ts';
import type { Primitive, Value } from './values.ts';

/** A number as a fact: a literal, a default beside a variable, or unresolved with the reason. */
export function numberFact(project: CodeProject, name: string, module: Module, node: Node): Fact<number> {
  return factOf(project, name, readValue(project, module, node), numberOf);
}

export function stringFact(project: CodeProject, name: string, module: Module, node: Node): Fact<string> {
  return factOf(project, name, readValue(project, module, node), (value) => (typeof value === 'string' ? value : undefined));
}

export function primitiveFact(project: CodeProject, name: string, module: Module, node: Node): Fact<Primitive> {
  return factOf(project, name, readValue(project, module, node), (value) => value);
}

export function numberOf(value: Primitive): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : undefined;
}

/** The fact that a value comes to. */
export function factOf<T extends Primitive>(project: CodeProject, name: string, value: Value, convert: (value: Primitive) => T | undefined): Fact<T> {
  switch (value.kind) {
    case 'literal':
      return literalFact(name, value, convert);
    case 'environment':
      return environmentFact(project, name, value, convert);
    case 'either': {
      const facts = value.values.map((each) => factOf(project, name, each, convert));
      const [first] = facts;
      if (first?.state === 'known' && facts.every((fact) => fact.state === 'known' && fact.value === first.value)) return first;
      const options = facts.map((fact) => (fact.state === 'known' ? String(fact.value) : 'something else'));
      return unresolvedAt(name, `a condition decides: ${[...new Set(options)].join(' or ')}`, value.place);
    }
    case 'nothing':
      return { state: 'absent', name, file: value.place.module.file };
    case 'unknown':
      return unresolvedAt(name, value.reason, value.place);
    default:
      return unresolvedAt(name, 'its value is not written down where we can follow it', value.place);
  }
}

function literalFact<T extends Primitive>(name: string, value: Extract<Value, { kind: 'literal' }>, convert: (value: Primitive) => T | undefined): Fact<T> {
  const converted = convert(value.value);
  const { module, node } = value.place;
  return converted === undefined ? unresolvedAt(name, 'it is written in a form we do not read', value.place)
    : declared(name, converted, module.file, { start: node.start, end: node.end });
}

function environmentFact<T extends Primitive>(project: CodeProject, name: string, value: Extract<Value, { kind: 'environment' }>,
  convert: (value: Primitive) => T | undefined): Fact<T> {
  const { variable, fallback } = value;
  const set = project.input.environment.get(variable);
  if (set?.state === 'known') {
    const converted = convert(set.value);
    if (converted !== undefined) return derive(name, [set], () => converted);
  }
  if (set?.state === 'absent') return fallback === undefined || fallback.kind === 'nothing' ? { ...set, name } : factOf(project, name, fallback, convert);
  if (set?.state === 'unresolved' && set.provenance.kind === 'live') return { ...set, name };
  if (set?.state === 'unresolved' || fallback === undefined || fallback.kind === 'nothing') return unresolvedAt(name, `only the variable ${variable} says`, value.place);
  const standIn = factOf(project, `${variable} (default)`, fallback, convert);
  if (standIn.state !== 'known') return unresolvedAt(name, `only the variable ${variable} says`, value.place);
  return derive(name, [standIn as Known<T>], (known) => known as T);
}

function unresolvedAt(name: string, reason: string, { module, node }: Place): Fact<never> {
  return unresolved(name, reason, module.file, { start: node.start, end: node.end });
}
