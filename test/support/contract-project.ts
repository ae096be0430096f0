import { makeRepository, type Repository } from './git-repository.ts';

/** A password in the flawed project, which nothing may print. */
export const SECRET = 'hunter2secret';
/** The day of every run. */
export const DAY = '2026-11-22';

const RAILWAY = `[build]
builder = "RAILPACK"

[deploy]
healthcheckPath = "/health"
healthcheckTimeout = 60
restartPolicyType = "ON_FAILURE"
numReplicas = 2
drainingSeconds = 45
`;

const CLEAN: Readonly<Record<string, string>> = {
  Procfile: 'web: gunicorn admin:app --workers 2 --bind 0.0.0.0:$PORT --timeout 60 --graceful-timeout 30\n',
  'requirements.txt': 'flask==3.1.2\ngunicorn==23.0.0\n', '.python-version': '3.13\n', 'railway.toml': RAILWAY,
  'admin.py': 'from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get("/health")\ndef health():\n    return {"status": "ok"}\n',
  'optimize.yaml': 'rules:\n  platform/config-as-code-sunset: off\n',
};

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
