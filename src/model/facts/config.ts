import type { UsedIgnore } from '../ignore.ts';

/** What the user says about findings of a service. */
export interface ConfigFacts {
  /** Comments and entries of a configuration file that ignore findings, with what became of them; set once the other rules have run. */
  'config.ignores': readonly UsedIgnore[];
}
