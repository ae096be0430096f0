import type { LiveVariable } from '../model/live-state.ts';
import { redactVariable } from './redact-variable.ts';
import { at, booleanAt, entriesAt, objectAt, optionalAt, textAt, type ValueAt } from './value-at.ts';

/** Variables by their shapes, sorted by name. An entry of null is none: that is how a variable is taken away. */
export function readVariables(place: ValueAt): readonly LiveVariable[] {
  return entriesAt(place).filter(([, variable]) => variable.value !== null).map(([name, variable]) => {
    objectAt(variable);
    const value = optionalAt(at(variable, 'value'), textAt);
    const isSealed = optionalAt(at(variable, 'isSealed'), booleanAt) === true;
    return redactVariable(name, { isSealed, ...(value === undefined ? {} : { value }) });
  });
}
