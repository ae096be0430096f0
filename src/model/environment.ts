import type { Fact } from './fact.ts';

/**
 * Variables that the started process sees, as far as files say: image ENV, a command's prefix, assumptions. A variable that is
 * not in here may still be set on the platform, so a reader that meets one says "unresolved", or takes the default beside it.
 */
export type Environment = ReadonlyMap<string, Fact<string>>;
