import { Flags } from '@oclif/core';
import type { AskOptions } from '../../live-platform.ts';

/** How Railway is asked. */
export const RAILWAY_FLAGS = {
  'railway-bin': Flags.string({ description: 'the railway CLI, instead of the one that is found', helpValue: 'FILE', env: 'OPTIMIZE_RAILWAY_BIN' }),
  project: Flags.string({ description: 'project on Railway by name or id, with --environment [default: what the folder is linked to]', env: 'OPTIMIZE_PROJECT' }),
  environment: Flags.string({ description: 'environment on Railway by name or id [default: what the folder is linked to]', env: 'OPTIMIZE_ENVIRONMENT' }),
  'railway-timeout': Flags.integer({ description: 'seconds that a question to Railway may take [default: 60]', helpValue: 'SECONDS', min: 1, max: 3600, env: 'OPTIMIZE_RAILWAY_TIMEOUT' }),
};

export function askOptionsOf(flags: { readonly 'railway-bin'?: string | undefined; readonly project?: string | undefined; readonly environment?: string | undefined; readonly 'railway-timeout'?: number | undefined }): AskOptions {
  return { program: flags['railway-bin'], project: flags.project, environment: flags.environment, timeout: flags['railway-timeout'] };
}
