import type { Node, ObjectLiteralExpression, PropertyAssignment } from 'ts-morph';
import { iacValueAt } from '../../../adapters/railway-ts-values.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { removeProperty } from '../remove-property.ts';
import { setProperty } from '../set-property.ts';
import { isShared } from '../shared-place.ts';
import { asKind, nodeAt, unwrapped } from '../tree.ts';
import { OPTION_ORDER } from './option-path.ts';
import type { Placement, Way } from './place-value.ts';

/** Ways to take a value away, the smallest change first. */
export const WAYS_TO_REMOVE: readonly Way[] = [whereItStands, overruled];

/** The property goes, with an object that it leaves empty. */
function whereItStands({ target: { tree }, call, keys }: Placement): readonly TextEdit[] | undefined {
  const value = iacValueAt(call.config, keys.join('.'));
  const options = asKind(unwrapped(call.node.getArguments()[1]), 'ObjectLiteralExpression');
  const property = ownProperty(options, keys) ?? propertyAround(nodeAt(tree, value.range), keys.at(-1));
  if (property === undefined || isShared(property, call.node)) return undefined;
  const outermost = emptiedBy(property);
  const object = asKind(outermost.getParent(), 'ObjectLiteralExpression');
  return object === undefined ? undefined : removeProperty(object, outermost);
}

function ownProperty(object: ObjectLiteralExpression | undefined, [key, ...rest]: readonly string[]): PropertyAssignment | undefined {
  const property = key === undefined ? undefined : asKind(object?.getProperty(key), 'PropertyAssignment');
  return rest.length === 0 ? property : ownProperty(asKind(unwrapped(property?.getInitializer()), 'ObjectLiteralExpression'), rest);
}

function propertyAround(value: Node | undefined, name: string | undefined): PropertyAssignment | undefined {
  const property = asKind(value?.getFirstAncestor((each) => each.getKindName() === 'PropertyAssignment'), 'PropertyAssignment');
  return property?.getName() === name && unwrapped(property?.getInitializer()) === unwrapped(value) ? property : undefined;
}

/** The property, or the one whose object would hold nothing without it, not even a comment. */
function emptiedBy(property: PropertyAssignment): PropertyAssignment {
  const object = asKind(property.getParent(), 'ObjectLiteralExpression');
  const outer = asKind(object?.getParent(), 'PropertyAssignment');
  if (object === undefined || outer === undefined || object.getProperties().length > 1) return property;
  const isBare = object.getText().replace(property.getText(), '').replaceAll(/[\s,{}]/g, '') === '';
  return isBare ? emptiedBy(outer) : property;
}

/** A shared value stays for the others; the service says that it has none. */
function overruled({ call, keys }: Placement): readonly TextEdit[] | undefined {
  const options = asKind(unwrapped(call.node.getArguments()[1]), 'ObjectLiteralExpression');
  const inherited = iacValueAt(call.config, keys[0]).kind === 'object';
  return options === undefined ? undefined : setProperty(options, { keys, code: 'undefined', order: OPTION_ORDER, inherited });
}
