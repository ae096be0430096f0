// Makes .venv with the servers whose settings the tests compare with ours, and installs the terminal they run in. Running it again
// changes nothing.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PACKAGES = ['gunicorn', 'uvicorn', 'uvicorn-worker', 'fastapi', 'flask'];
const folder = fileURLToPath(new URL('../.venv', import.meta.url));
const python = `${folder}/bin/python`;

function run(program, args) {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function hasPackages() {
  try {
    execFileSync(python, ['-c', 'import gunicorn, uvicorn, uvicorn_worker, fastapi, flask'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

if (!existsSync(python)) run('python3', ['-m', 'venv', folder]);
if (!hasPackages()) run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES]);

/** tmux is the real terminal of the tests; Debian's package where the machine lets us install it. */
function hasTmux() {
  try {
    execFileSync('tmux', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

if (!hasTmux()) {
  run('apt-get', ['update']);
  run('apt-get', ['install', '--yes', '--no-install-recommends', 'tmux']);
}
