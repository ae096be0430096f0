import { Flags } from '@oclif/core';
import { configChoice } from '../config-choice.ts';
import type { AskOptions } from '../ask-railway.ts';
import type { ScanOptions } from '../scan.ts';
import { assumptionsOf, listOf } from './base.ts';

/** Output as a document for programs. */
export const FORMAT_FLAGS = {
  format: Flags.string({ description: 'output format', options: ['text', 'json'], default: 'text', env: 'OPTIMIZE_FORMAT' }),
  json: Flags.boolean({ description: 'the same as --format json', env: 'OPTIMIZE_JSON' }),
};

/** Which configuration counts. */
export const CONFIG_FILE_FLAGS = {
  config: Flags.string({ description: 'configuration file, instead of the one that is found', helpValue: 'FILE', env: 'OPTIMIZE_CONFIG' }),
  'no-config': Flags.boolean({ description: 'read no configuration file, whatever --config says', env: 'OPTIMIZE_NO_CONFIG' }),
};

/** Which configuration counts, and what goes before it. */
export const CONFIG_FLAGS = {
  ...CONFIG_FILE_FLAGS,
  edition: Flags.string({ description: 'table of points', env: 'OPTIMIZE_EDITION' }),
  assume: Flags.string({ description: 'state a fact: FACT=VALUE, or env.NAME=VALUE for a variable', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_ASSUME' }),
};

/** What a command takes that reads all services, or those that it finds to be touched. */
export const CHECK_SCAN_FLAGS = {
  ...CONFIG_FLAGS,
  'as-of': Flags.string({ description: 'as if it were this day, 2026-11-22', env: 'OPTIMIZE_AS_OF' }),
};

/** What every other command that reads a project takes. */
export const SCAN_FLAGS = {
  ...CHECK_SCAN_FLAGS,
  service: Flags.string({ description: 'only this service', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_SERVICE' }),
};

/** How Railway is asked. */
export const RAILWAY_FLAGS = {
  'railway-bin': Flags.string({ description: 'the railway CLI, instead of the one that is found', helpValue: 'FILE', env: 'OPTIMIZE_RAILWAY_BIN' }),
  project: Flags.string({ description: 'project on Railway by name or id, with --environment [default: what the folder is linked to]', env: 'OPTIMIZE_PROJECT' }),
  environment: Flags.string({ description: 'environment on Railway by name or id [default: what the folder is linked to]', env: 'OPTIMIZE_ENVIRONMENT' }),
  'railway-timeout': Flags.integer({ description: 'seconds that a question to Railway may take [default: 60]', helpValue: 'SECONDS', min: 1, max: 3600, env: 'OPTIMIZE_RAILWAY_TIMEOUT' }),
};

/** Values of RAILWAY_FLAGS. */
export interface RailwayFlagValues {
  readonly 'railway-bin'?: string | undefined;
  readonly project?: string | undefined;
  readonly environment?: string | undefined;
  readonly 'railway-timeout'?: number | undefined;
}

/** How the flags of RAILWAY_FLAGS ask Railway. */
export function askOptionsOf(flags: RailwayFlagValues): AskOptions {
  return { program: flags['railway-bin'], project: flags.project, environment: flags.environment, timeout: flags['railway-timeout'] };
}

/** Whether what is ignored is shown, or fixed. */
export const IGNORES_FLAG = {
  'no-ignores': Flags.boolean({ description: 'as if comments and the configuration ignored nothing and switched no rule off', env: 'OPTIMIZE_NO_IGNORES' }),
};

/** Which rules are shown or fixed. */
export const RULE_FLAG = { rule: Flags.string({ description: 'only this rule', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_RULE' }) };

/** Which rules are shown. */
export const SHOWN_FLAGS = {
  ...RULE_FLAG,
  only: Flags.string({ description: 'only rules of this category', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_ONLY' }),
};

/** Values of CONFIG_FLAGS. */
export interface ConfigFlagValues {
  readonly config?: string | undefined;
  readonly 'no-config'?: boolean | undefined;
  readonly edition?: string | undefined;
  readonly assume?: readonly string[] | string | undefined;
}

/** Values of SCAN_FLAGS and IGNORES_FLAG. */
export interface ScanFlagValues extends ConfigFlagValues {
  readonly 'no-ignores'?: boolean | undefined;
  readonly 'as-of'?: string | undefined;
  readonly service?: readonly string[] | string | undefined;
}

/** The options of a scan that the flags of CONFIG_FLAGS and SCAN_FLAGS make, for a folder as the user named it. */
export function scanOptionsOf(dir: string, flags: ScanFlagValues, version: string): ScanOptions {
  return {
    version, assume: assumptionsOf(flags.assume), services: listOf(flags.service), config: configChoice(dir, flags), ignores: !flags['no-ignores'],
    ...(flags['as-of'] === undefined ? {} : { asOf: flags['as-of'] }),
    ...(flags.edition === undefined ? {} : { edition: flags.edition }),
  };
}
