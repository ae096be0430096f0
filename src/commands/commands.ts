import BaselineCreate from './baseline/create.ts';
import BaselinePrune from './baseline/prune.ts';
import Check from './check.ts';
import Completion from './completion.ts';
import ShowConfig from './config.ts';
import Explain from './explain.ts';
import Fix from './fix.ts';
import Help from './help.ts';
import Init from './init.ts';
import MigrateRailway from './migrate/railway.ts';
import ApplyRailway from './railway/apply.ts';
import DiffRailway from './railway/diff.ts';
import RailwayPull from './railway/pull.ts';
import RailwayStatus from './railway/status.ts';
import Rules from './rules.ts';
import Scan from './scan.ts';
import Undo from './undo.ts';

/** The commands by name, as oclif's explicit strategy wants them. */
export const COMMANDS = {
  'baseline:create': BaselineCreate,
  'baseline:prune': BaselinePrune,
  check: Check,
  completion: Completion,
  config: ShowConfig,
  explain: Explain,
  fix: Fix,
  help: Help,
  init: Init,
  'migrate:railway': MigrateRailway,
  'railway:apply': ApplyRailway,
  'railway:diff': DiffRailway,
  'railway:pull': RailwayPull,
  'railway:status': RailwayStatus,
  rules: Rules,
  scan: Scan,
  undo: Undo,
};

// These two speak of all commands, and cannot import this file, which imports them.
Help.commands = COMMANDS;
Completion.commands = COMMANDS;
