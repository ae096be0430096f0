import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { callIn } from './set-options.ts';
import { inStepsAt, type Step } from './steps.ts';
import { asKind, rangeOf, unwrapped } from './tree.ts';

/** `new PrismaPg({ pool })` becomes `new PrismaPg(pool)`: the adapter takes a pool by itself, and an object for options of a new one. */
export function passPool({ at }: Rewrite, context: FixContext): Promise<Planned> {
  const passed: Step = (node) => {
    const argument = unwrapped(callIn(node)?.getArguments()[0]);
    const object = asKind(argument, 'ObjectLiteralExpression');
    const [property, ...others] = object?.getProperties() ?? [];
    const value = asKind(property, 'PropertyAssignment')?.getInitializer() ?? asKind(property, 'ShorthandPropertyAssignment')?.getNameNode();
    if (object === undefined || value === undefined || others.length > 0) return 'the object around the pool holds more than that';
    return [{ range: rangeOf(object), text: value.getText() }];
  };
  return inStepsAt(at, context, [passed]);
}
