import { describe, expect, it } from 'vitest';
import { valueOf } from '../../src/model/fact.ts';
import { readStart, type StartCase } from './reading.ts';

const factsOf = async (start: StartCase) => (await readStart(start)).facts;

describe('pipes', () => {
  it.each([
    ['gunicorn shop:shop | tee log.txt', ['gunicorn shop:shop > tee log.txt', 'tee log.txt']],
    ['sh -c "node till.js 2>&1 | pino-pretty -c"', ['node till.js > pino-pretty -c', 'pino-pretty -c']],
    ['cat x | (head) && gunicorn shop:shop', ['cat x > other commands', 'head', 'gunicorn shop:shop']],
  ])('%s', async (command, expected) => {
    const steps = valueOf((await factsOf({ command }))['start.steps']) ?? [];
    expect(steps.map(({ words, pipedInto }) => `${words.join(' ')}${pipedInto === undefined ? '' : ` > ${pipedInto}`}`)).toEqual(expected);
  });
});

it('takes the program that writes into a pipe for the server', async () => {
  const facts = await factsOf({ command: 'node till.js | pino-pretty', files: { 'till.js': '' } });
  expect(valueOf(facts['start.serverCommand'])).toBe('node till.js');
});

describe('scripts', () => {
  it.each([
    ['./go.sh', '#!/bin/sh\nalembic upgrade head\nset -eu\nflask seed\nexec gunicorn shop:shop\n', 'go.sh sh executed: alembic upgrade head'],
    ['bash go.sh', '#!/bin/bash -e\nalembic upgrade head\n', 'go.sh bash: '],
    ['sh go.sh', 'set -o pipefail -o errexit\r\nalembic upgrade head\r\n', 'go.sh sh windows: '],
    ['sh go.sh', 'alembic upgrade head && flask seed\nif true; then a; fi\nb & \nc\n', 'go.sh sh: c'],
  ])('%s with %j', async (command, text, expected) => {
    const scripts = valueOf((await factsOf({ command, files: { 'go.sh': text } }))['start.scriptFiles']) ?? [];
    const shown = scripts.map(({ at, interpreter, isExecuted, hasWindowsLineEnds, unchecked }) =>
      `${at.value} ${interpreter}${isExecuted ? ' executed' : ''}${hasWindowsLineEnds ? ' windows' : ''}: ${unchecked.map(({ value }) => value).join(', ')}`);
    expect(shown).toEqual([expected]);
  });

  it('keeps virtual environments that are activated', async () => {
    const facts = await factsOf({ command: '. venv/bin/activate && source ./lib.sh && gunicorn shop:shop', files: { 'lib.sh': 'A=1\n' } });
    expect(valueOf(facts['start.activations'])?.map(({ value }) => value)).toEqual(['venv/bin/activate']);
  });
});

describe('applications that are not there', () => {
  it.each<[StartCase, string]>([
    [{ command: 'gunicorn shop.wsgi', files: { 'shop/__init__.py': '' } }, 'module shop.wsgi in "", package'],
    [{ command: 'uvicorn main:app', files: { 'src/api/main.py': 'app = 1\n' } }, 'module main in "", elsewhere src/api/main.py'],
    [{ command: 'uvicorn main:app', files: { 'src/main.py': 'app = 1\n' } }, '-'],
    [{ command: 'uvicorn main:app --app-dir $WHERE' }, '-'],
    [{ command: 'gunicorn main:app -c conf.py', files: { 'conf.py': 'chdir = "x"\n' } }, '-'],
    [{ command: 'uvicorn main:app', environment: { PYTHONPATH: '/elsewhere' } }, '-'],
    [{ command: 'uvicorn main:app --port $PORT', files: { 'main.py': 'api = 1\n' } }, 'name app in "main.py", package'],
    [{ command: 'gunicorn main', files: { 'main.py': 'app = 1\n' } }, 'name application in "main.py", package'],
    [{ command: 'gunicorn "main:create_app()"', files: { 'main.py': 'def create_app():\n    return 1\n' } }, '-'],
    [{ command: 'gunicorn main:app', files: { 'main.py': 'from shop import *\n' } }, '-'],
    [{ command: 'gunicorn main:app', files: { 'main.py': 'if True:\n    from shop import x as app\n' } }, '-'],
    [{ command: 'gunicorn main:app', files: { 'main.py': 'a, app = 1, 2\n' } }, '-'],
    [{ command: 'gunicorn main:app', files: { 'main.py': 'globals()["a" + "pp"] = 1\n' } }, '-'],
    [{ command: 'gunicorn main:app', files: { 'main.py': 'def (\n' } }, '-'],
  ])('%j', async (start, expected) => {
    const found = valueOf((await factsOf(start))['start.missingApplication']);
    const shown = found === undefined ? '-'
      : `${found.lacks} ${found.name} in "${found.place}"${found.hasPackage ? ', package' : ''}${found.elsewhere.length > 0 ? `, elsewhere ${found.elsewhere.join(' ')}` : ''}`;
    expect(shown).toBe(expected);
  });
});

describe('files of pm2', () => {
  it.each([
    ['module.exports = { apps: [{ script: "./src/till.js", instances: 3 }] };', 'src/till.js 3'],
    ['export default { "apps": [ { cwd: "src", script: "till.js", instances: `max` } ] };', 'src/till.js unknown'],
    ['module.exports = { apps: [{ script: "src/till.js", instances: -1 }] };', 'src/till.js unknown'],
    ['module.exports = { apps: [{ script: "src/till.js", instances: process.env.MANY }] };', 'src/till.js unknown'],
    ['module.exports = { apps: [{ script: "src/till.js" }] };', 'src/till.js none'],
    ['module.exports = { apps: [{ script: "npm", args: "start", instances: 2 }] };', 'nothing 2'],
    ['module.exports = { apps: [{ script: "src/till.js" }, { script: "src/work.js", instances: 4 }] };', 'nothing none'],
    ['module.exports = { apps: [{ script: "src/till.js", instances: "max" }, { script: "src/work.js" }] };', 'nothing unknown'],
    ['module.exports = { apps: [{ script: "src/till.js" }, { script: "src/work.js", instances: 0 }] };', 'nothing unknown'],
    ['module.exports = { apps: [{ ...shared, script: "src/till.js" }] };', 'nothing none'],
    ['module.exports = { apps: list };', 'nothing none'],
    ['module.exports = {', 'nothing none'],
  ])('%s', async (text, expected) => {
    const facts = await factsOf({ command: 'pm2-runtime start pm2.config.cjs', files: { 'pm2.config.cjs': text, 'src/till.js': '', 'src/work.js': '' } });
    const workers = facts['server.workers'];
    const count = workers === undefined ? 'none' : workers.state === 'known' ? String(workers.value) : 'unknown';
    expect(`${valueOf(facts['start.appFile']) ?? 'nothing'} ${count}`).toBe(expected);
  });

  it('give way to the command', async () => {
    const facts = await factsOf({ command: 'pm2-runtime start pm2.config.js -i 2', files: { 'pm2.config.js': 'module.exports = { apps: [{ script: "till.js", instances: 8 }] };', 'till.js': '' } });
    expect(valueOf(facts['server.workers'])).toBe(2);
  });
});

describe('applications that are handed over', () => {
  it.each<[StartCase, string]>([
    [{ command: 'python main.py', files: { 'main.py': 'import uvicorn\nshop = make()\nuvicorn.run(shop, workers=2)\n' } }, 'shop main:shop'],
    [{ command: 'python -m till.main', files: { 'till/main.py': 'import uvicorn\nshop = make()\nif __name__ == "__main__":\n    uvicorn.run(app=shop)\n' } }, 'shop till.main:shop'],
    [{ command: 'python src/main.py', files: { 'src/main.py': 'import uvicorn\nfrom till.web import app as shop\nuvicorn.run(shop)\n', 'src/till/web.py': 'app = 1\n' } }, 'shop till.web:app'],
    [{ command: 'python main.py', files: { 'main.py': 'import uvicorn\ndef run(shop):\n    uvicorn.run(shop)\nrun(make())\n' } }, 'shop undefined'],
    [{ command: 'python main.py', files: { 'main.py': 'import uvicorn\nuvicorn.run("main:shop", workers=2)\n' } }, '-'],
    [{ command: 'python main.py', files: { 'main.py': 'import uvicorn\nNAME = "main:shop"\nuvicorn.run(NAME)\n' } }, '-'],
  ])('%j', async (start, expected) => {
    const passed = valueOf((await factsOf(start))['start.passedApplication']);
    expect(passed === undefined ? '-' : `${passed.at.value} ${passed.importString}`).toBe(expected);
  });
});
