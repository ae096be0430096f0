import { execa } from 'execa';

import { withDouble, type DoubleMode } from '../../support/railway-double.ts';
import type { Answer } from '../../support/real-railway.ts';
import { FAILURES, type Recorded } from './commands.ts';
import { PRODUCTION, PROJECT } from './platform.ts';

/** What the double prints for the same words in the same setting; how the platform or the credential fails is told to it by a mode. */
export async function runDouble(name: string, { words, setting = {}, input = '' }: Recorded): Promise<Answer> {
  const isTold = name in FAILURES && !WORKED_OUT.includes(name);
  const double = withDouble({
    state: { linked: setting.isLinked === false && setting.signIn !== 'project' ? null : { project: PROJECT, environment: PRODUCTION } },
    ...(isTold ? { mode: name as DoubleMode } : {}),
  });
  try {
    const { stdout, stderr, exitCode } = await execa(double.path, words, { input, reject: false, stripFinalNewline: false, extendEnv: false, env: { ...double.env, ...setting.environment } });
    return { stdout, stderr, code: exitCode ?? null };
  } finally {
    double.remove();
  }
}

/** Failures that the double finds by itself. */
const WORKED_OUT = ['not-linked', 'no-project', 'no-environment', 'environment-alone', 'no-service', 'no-service-linked', 'empty-value', 'patch-no-service', 'api-no-environment', 'api-no-variables'];
