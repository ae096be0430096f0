import type { Fact, Known } from './fact.ts';

/**
 * Variables that the started process sees: image ENV, what the platform is told to set, a command's prefix, assumptions. It can be gone
 * through for those of which something is known; a Map is one.
 */
export interface Environment extends Iterable<readonly [name: string, Fact<string>]> {
  /**
   * What is known of a variable. Absent where it is certainly not set, so that the default beside it counts. Undefined where nobody knows:
   * it may still be set on the platform, and a reader that meets it says "unresolved", or takes the default beside it as less certain.
   */
  get(name: string): Fact<string> | undefined;
  /** The address that a variable holds whose value is hidden, without what is secret of it: `postgresql://….railway.internal:5432/…?connection_limit=5`. */
  addressOf?(name: string): Known<string> | undefined;
}
