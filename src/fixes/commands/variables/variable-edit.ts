import type { TextEdit } from '../../../text/edit.ts';

/** The edit that gives a variable a value, or takes it away; why it cannot be; undefined where no variable is set at the place. */
export type VariableEdit = TextEdit | { readonly because: string } | undefined;
