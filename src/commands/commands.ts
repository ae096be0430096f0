import Explain from './explain.ts';
import Rules from './rules.ts';
import Scan from './scan.ts';

/** The commands by name, as oclif's explicit strategy wants them. */
export const COMMANDS = { explain: Explain, rules: Rules, scan: Scan };
