import { FLASK_SERVICE, RAILWAY } from '../support/good-service.ts';

/** What a step may do to the project. Paths are from its root. */
export interface Workshop {
  readonly write: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
  readonly move: (from: string, to: string) => void;
  /** Runs the program in the project. */
  readonly run: (...words: readonly string[]) => unknown;
}

/** A commit of the history, and what a check of it against the commit before has to say. What is not named is empty. */
export interface Step {
  readonly name: string;
  /** The day of the commit, for which the check is made too. */
  readonly day: string;
  readonly change: (project: Workshop) => unknown;
  /** Gates that fail. */
  readonly fails?: readonly string[];
  /** `rule in service` of new findings. */
  readonly added?: readonly string[];
  readonly fixed?: readonly string[];
  /** `- rule in service` where the rule's points were lost, `+ rule in service` where they came back. */
  readonly moves?: readonly string[];
  /** Services that did not stay what they were. */
  readonly services?: readonly string[];
  /** Findings that are there because time passed. */
  readonly aged?: readonly string[];
}

const PROCFILE = 'web: gunicorn app.main:app -k uvicorn_worker.UvicornWorker --workers 2 --bind 0.0.0.0:$PORT --timeout 60 --graceful-timeout 30 --keep-alive 75\n';

const MAIN = `from fastapi import FastAPI
from app.db import engine

app = FastAPI()


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}
`;

const DATABASE = `import os

from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"], pool_size=5, max_overflow=5, pool_pre_ping=True)
`;

const REQUIREMENTS = 'fastapi==0.121.0\ngunicorn==23.0.0\nuvicorn[standard]==0.38.0\nuvicorn-worker==0.4.0\nsqlalchemy==2.0.44\npsycopg==3.2.12\n';

const ADMIN = FLASK_SERVICE.Procfile;
const FLASK = FLASK_SERVICE['requirements.txt'];

/** The first commit. */
export const PROJECT: Readonly<Record<string, string>> = {
  Procfile: PROCFILE, 'railway.toml': RAILWAY, '.python-version': '3.13\n', 'requirements.txt': REQUIREMENTS, 'app/main.py': MAIN, 'app/db.py': DATABASE,
  ...Object.fromEntries(Object.entries(FLASK_SERVICE).map(([path, text]) => [`admin/${path}`, text])),
};

const PRICE = `

@app.get("/price")
async def price() -> None:
    time.sleep(0.5)
`;
const PRICING = `import time\n\n${MAIN}${PRICE}`;
const BLANK = '\n'.repeat(50);
const COMMENTS = Array.from({ length: 50 }, (_, line) => `# remark ${line}\n`).join('');
const ROUTER = `import time

from fastapi import APIRouter

router = APIRouter()


@router.get("/price")
async def price() -> None:
    time.sleep(0.5)
`;
const ROUTED = MAIN.replace('app = FastAPI()\n', 'app = FastAPI()\napp.include_router(router)\n').replace('from app.db import engine\n', 'from app.db import engine\nfrom app.price import router\n');

export const STEPS: readonly Step[] = [
  { name: 'Add a README', day: '2026-09-02', change: ({ write }) => write('README.md', '# Shop\n') },
  {
    name: 'Lower the workers', day: '2026-09-03', change: ({ write }) => write('admin/Procfile', ADMIN.replace('--workers 2', '--workers 1')),
    fails: ['new-findings', 'drop'], added: ['server/workers in admin'], moves: ['- server/workers in admin'],
  },
  { name: 'Raise them again', day: '2026-09-04', change: ({ write }) => write('admin/Procfile', ADMIN), fixed: ['server/workers in admin'], moves: ['+ server/workers in admin'] },
  {
    name: 'Remove the health check', day: '2026-09-05', change: ({ write }) => write('railway.toml', RAILWAY.replace(/healthcheck.*\n/g, '')),
    fails: ['new-findings', 'drop'], added: ['deploy/healthcheck-path in app'],
    moves: ['- deploy/healthcheck-path in app'],
  },
  {
    name: 'Bring it back', day: '2026-09-06', change: ({ write }) => write('railway.toml', RAILWAY),
    fixed: ['deploy/healthcheck-path in app'], moves: ['+ deploy/healthcheck-path in app'],
  },
  {
    name: 'Raise the pool over the budget', day: '2026-09-07', change: ({ write }) => write('app/db.py', DATABASE.replace('pool_size=5', 'pool_size=40')),
    fails: ['new-findings', 'drop'], added: ['database/connection-budget in app'], moves: ['- database/connection-budget in app'],
  },
  {
    name: 'Make it fit', day: '2026-09-08', change: ({ write }) => write('app/db.py', DATABASE),
    fixed: ['database/connection-budget in app'], moves: ['+ database/connection-budget in app'],
  },
  {
    name: 'Move the start command from the Procfile to railway.toml', day: '2026-09-09',
    change: ({ write, remove }) => {
      write('railway.toml', `${RAILWAY}startCommand = "${PROCFILE.slice('web: '.length, -1)}"\n`);
      remove('Procfile');
    },
  },
  {
    name: 'Move it back', day: '2026-09-10',
    change: ({ write }) => {
      write('railway.toml', RAILWAY);
      write('Procfile', PROCFILE);
    },
  },
  {
    name: 'Insert blank lines and remarks', day: '2026-09-11',
    change: ({ write }) => {
      write('railway.toml', COMMENTS + RAILWAY);
      write('app/db.py', BLANK + DATABASE);
      write('requirements.txt', COMMENTS + REQUIREMENTS);
    },
  },
  {
    name: 'Rename the module of the database', day: '2026-09-12',
    change: ({ write, move }) => {
      move('app/db.py', 'app/database.py');
      write('app/main.py', MAIN.replace('app.db', 'app.database'));
    },
  },
  {
    name: 'Block the event loop', day: '2026-09-13', change: ({ write }) => write('app/main.py', PRICING.replace('app.db', 'app.database')),
    fails: ['new-findings', 'drop'], added: ['async/blocking-call in app'], moves: ['- async/blocking-call in app'],
  },
  { name: 'Insert blank lines above it', day: '2026-09-14', change: ({ write }) => write('app/main.py', PRICING.replace('app.db', 'app.database').replace(PRICE, BLANK + PRICE)) },
  {
    name: 'Move the blocking handler to a module of its own', day: '2026-09-15',
    change: ({ write }) => {
      write('app/price.py', ROUTER);
      write('app/main.py', ROUTED.replace('app.db', 'app.database'));
    },
  },
  { name: 'Rename the blocking handler', day: '2026-09-16', change: ({ write }) => write('app/price.py', ROUTER.replace('def price', 'def quote')) },
  {
    name: 'Block in one more handler', day: '2026-09-17',
    change: ({ write }) => write('app/price.py', `${ROUTER.replace('def price', 'def quote')}\n\n@router.get("/discount")\nasync def discount() -> None:\n    time.sleep(0.2)\n`),
    fails: ['new-findings'], added: ['async/blocking-call in app'],
  },
  {
    name: 'Await instead', day: '2026-09-18', change: ({ write }) => write('app/price.py', ROUTER.replace('import time', 'import asyncio').replace('time.sleep', 'await asyncio.sleep')),
    fixed: ['async/blocking-call in app', 'async/blocking-call in app'], moves: ['+ async/blocking-call in app'],
  },
  {
    name: 'Move everything to a folder', day: '2026-09-19',
    change: ({ move }) => { for (const path of ['Procfile', 'railway.toml', '.python-version', 'requirements.txt', 'app']) move(path, `backend/${path}`); },
    services: ['app renamed backend'], added: ['platform/watch-scope in admin', 'platform/watch-scope in backend'],
  },
  {
    name: 'Add a service', day: '2026-09-20',
    change: ({ write }) => {
      write('mailer/Procfile', 'web: gunicorn mailer:app --workers 1 --bind 127.0.0.1:$PORT\n');
      write('mailer/requirements.txt', FLASK);
      write('mailer/.python-version', '3.13\n');
      write('mailer/mailer.py', 'from flask import Flask\n\napp = Flask(__name__)\n');
      write('mailer/railway.toml', RAILWAY.replace(/numReplicas.*\n/, '').replace(/healthcheck.*\n/g, ''));
    },
    fails: ['new-findings'], services: ['mailer added'],
    added: [
      'deploy/healthcheck-path in mailer', 'network/bind-address in mailer', 'observability/metrics-endpoint in mailer',
      'platform/config-as-code-sunset in mailer', 'platform/watch-scope in mailer', 'server/workers in mailer',
    ],
  },
  { name: 'Rename its folder', day: '2026-09-21', change: ({ move }) => move('mailer', 'post'), services: ['mailer renamed post'] },
  {
    name: 'Migrate to railway.ts', day: '2026-09-22',
    change: ({ run }) => run('migrate', 'railway', '--yes', '--remove-old', '--service-name', 'admin/railway.toml=admin', '--service-name', 'backend/railway.toml=backend', '--service-name', 'post/railway.toml=post'),
    added: ['deploy/single-replica in post'], // railway.ts is all there is: no dashboard can say another number
    fixed: ['platform/config-as-code-sunset in admin', 'platform/config-as-code-sunset in backend', 'platform/config-as-code-sunset in post'],
    moves: ['+ platform/config-as-code-sunset in admin', '+ platform/config-as-code-sunset in backend', '+ platform/config-as-code-sunset in post'],
  },
  {
    name: 'Pin a runtime that still has a month', day: '2026-10-01', change: ({ write }) => write('backend/.python-version', '3.10\n'),
  },
  { name: 'Touch nothing while its end of life passes', day: '2026-11-20', change: ({ write }) => write('backend/README.md', '# Backend\n'), aged: ['runtime/end-of-life in backend'] },
  {
    name: 'Move to a runtime that is supported', day: '2026-11-21', change: ({ write }) => write('backend/.python-version', '3.12\n'),
    fixed: ['runtime/end-of-life in backend'], moves: ['+ runtime/end-of-life in backend'],
  },
  { name: 'Delete the second service', day: '2026-11-22', change: ({ remove }) => remove('post'), services: ['post removed'] },
  {
    name: 'Accept one worker, with a reason', day: '2026-11-23',
    change: ({ write }) => write('admin/Procfile', `# optimize-ignore[server/workers] two people use it\n${ADMIN.replace('--workers 2', '--workers 1')}`),
  },
  {
    name: 'Accept it no longer', day: '2026-11-24', change: ({ write }) => write('admin/Procfile', ADMIN.replace('--workers 2', '--workers 1')),
    fails: ['drop'], moves: ['- server/workers in admin'],
  },
  {
    name: 'Break the configuration', day: '2026-11-25', change: ({ write }) => write('backend/nixpacks.toml', '[phases.setup\nnixPkgs = ["python3"]\n'),
    fails: ['new-findings', 'drop'], added: ['config/syntax in backend'], moves: ['- config/syntax in backend'],
  },
  { name: 'Delete what was broken', day: '2026-11-25', change: ({ remove }) => remove('backend/nixpacks.toml'), fixed: ['config/syntax in backend'], moves: ['+ config/syntax in backend'] },
  {
    name: 'Sort the requirements', day: '2026-11-25',
    change: ({ write }) => write('backend/requirements.txt', `${REQUIREMENTS.trimEnd().split('\n').sort().reverse().join('\n')}\n`),
  },
];
