import type { Spot } from './python-file.ts';

/** A keyword with the place of its value, dictionaries behind `**` opened. */
export interface Keyword {
  readonly name: string;
  readonly spot: Spot;
}
