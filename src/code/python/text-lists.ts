import { follow, targetsOf } from './follow.ts';
import type { Program } from './program.ts';
import type { Spot } from './python-file.ts';

/** Texts that a list holds. */
export interface Texts {
  readonly texts: readonly string[];
  /** False when there may be others: part of it comes from the environment, or from a place that cannot be followed. */
  readonly complete: boolean;
  /** Variables that can change it. */
  readonly variables: readonly string[];
}

/** The texts of a list that is written down, in one text with commas between them (`"a,b".split(",")`), or as the sum of several. */
export function textsIn(program: Program, spot: Spot): Texts {
  const [target] = targetsOf(program, spot);
  const { expression, place } = target ?? spot;
  if (expression.kind === 'list' || expression.kind === 'tuple' || expression.kind === 'set') {
    const items = expression.items.map((item) => follow(program, { expression: item, place }));
    const texts = items.flatMap((item) => (item.state === 'literal' && typeof item.value === 'string' ? [item.value] : []));
    const variables = [...items.flatMap((item) => item.variables), ...fieldVariables(program, spot)];
    return { texts, complete: texts.length === items.length && variables.length === 0, variables };
  }
  if (expression.kind === 'binary' && (expression.operator === '+' || expression.operator === 'or')) {
    const sides = [expression.left, expression.right].map((side) => textsIn(program, { expression: side, place }));
    return {
      texts: sides.flatMap(({ texts }) => texts), complete: sides.every(({ complete }) => complete), variables: sides.flatMap(({ variables }) => variables),
    };
  }
  const isSplit = expression.kind === 'call' && expression.callee.kind === 'attribute' && expression.callee.name === 'split';
  const followed = follow(program, { expression: isSplit ? expression.callee.object : expression, place });
  if (followed.state !== 'literal' || typeof followed.value !== 'string') return { texts: [], complete: false, variables: followed.variables };
  const texts = followed.value.split(',').map((each) => each.trim()).filter((each) => each !== '');
  return { texts, complete: followed.variables.length === 0, variables: followed.variables };
}

/** The variable that sets a field of a settings class, whose list is only its default: `origins: list[str] = ["*"]`. */
function fieldVariables(program: Program, spot: Spot): readonly string[] {
  return spot.expression.kind === 'attribute' ? follow(program, spot).variables : [];
}
