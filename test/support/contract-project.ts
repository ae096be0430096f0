import { makeRepository, type Repository } from './git-repository.ts';
import { FLASK_SERVICE } from './good-service.ts';

/** A password in the flawed project, which nothing may print. */
export const SECRET = 'hunter2secret';
/** The day of every run. */
export const DAY = '2026-11-22';

const CLEAN: Readonly<Record<string, string>> = { ...FLASK_SERVICE, 'optimize.yaml': 'rules:\n  platform/config-as-code-sunset: off\n' };

/** A project without findings. */
export const cleanProject = (): Repository => makeRepository(CLEAN);

/** The same, which then got two findings that are not committed. */
export function flawedProject(): Repository {
  const repository = cleanProject();
  repository.write('Procfile', `web: DATABASE_URL=postgres://ada:${SECRET}@db/x gunicorn admin:app --workers 1 --bind 127.0.0.1:$PORT\n`);
  return repository;
}

/** Breaks what all commands use, so that one fails with a bug; its message holds the password. */
export const CRASH: Readonly<Record<string, string>> = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`Object.fromEntries = () => { throw new Error('planted postgres://ada:${SECRET}@db/x'); };`)}`,
};
