import type { ParameterDeclaration } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { inStepsAt } from './steps.ts';
import { asKind, rangeOf } from './tree.ts';

/** A handler of pg-boss takes its job out of the list that it gets: `async (job) =>` becomes `async ([job]) =>`. `at` is the parameter. */
export function destructureJob({ at }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [(node) => {
    const name = asKind(node, 'Identifier') ?? node;
    const parameter = (name.getKindName() === 'Parameter' ? name : name.getParent()) as ParameterDeclaration | undefined;
    if (parameter?.getKindName() !== 'Parameter') return 'no parameter stands there';
    const [variable, type] = [parameter.getNameNode(), parameter.getTypeNode()];
    if (variable.getKindName() !== 'Identifier' || parameter.getInitializer() !== undefined) return 'the parameter is written in another way';
    const list = `[${variable.getText()}]`;
    const arrow = parameter.getParent()?.getKindName() === 'ArrowFunction' ? parameter.getParent()?.getText().replace(/^async\s*/, '') : undefined;
    const isBare = arrow?.startsWith('(') === false;
    const taken = { range: rangeOf(variable), text: isBare ? `(${list})` : list };
    if (type === undefined) return [taken];
    if (type.getKindName() !== 'TypeReference') return 'its type is written in a way that leaves no place for a list';
    return [taken, { range: { start: type.getEnd(), end: type.getEnd() }, text: '[]' }];
  }]);
}
