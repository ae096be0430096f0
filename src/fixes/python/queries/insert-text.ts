/** A literal that is one INSERT of parameters alone: before its values, and the end of the literal. */
export interface InsertText {
  readonly before: string;
  readonly after: string;
  readonly count: number;
}

const INSERT = /^([rR]?("""|'''|"|')\s*INSERT\s+INTO\s+[\w."]+?\s*\([\w",\s]+\)\s*VALUES\s*)\(\s*%s(?:\s*,\s*%s)*\s*\)(\s*(?:ON\s+CONFLICT\s*(?:\([\w",\s]+\)\s*)?DO\s+NOTHING\s*)?;?\s*\2)$/i;

/** Looks at the literal of a statement as it is written; undefined for anything but a plain INSERT whose values are all parameters. */
export function insertText(literal: string): InsertText | undefined {
  const found = INSERT.exec(literal);
  if (found?.[1] === undefined || found[3] === undefined) return undefined;
  return { before: found[1], after: found[3].replace(';', ''), count: literal.split('%s').length - 1 };
}

/** The same literal with one placeholder for all rows, as `execute_values` wants it. */
export const valuesOf = ({ before, after }: InsertText): string => `${before}%s${after}`;
