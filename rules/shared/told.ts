import type { Known } from '#rule';

/** A number with its calculation, or the reason why it cannot be told. */
export type Told = Known<number> | { readonly because: string };

export const isTold = (told: Told): told is Known<number> => 'state' in told;
