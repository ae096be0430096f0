// Loaded into a program by NODE_OPTIONS: writes the argument list of every process that it starts to the file CANARY_STARTED, a line each, before
// the process runs. Looking at the system's list of processes now and then misses those that live shortly.
const childProcess = require('node:child_process');
const { appendFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const note = (words) => appendFileSync(process.env.CANARY_STARTED, `${JSON.stringify(words)}\n`);

const { spawn } = childProcess.ChildProcess.prototype;
childProcess.ChildProcess.prototype.spawn = function noted(options) {
  note(options.args);
  return spawn.call(this, options);
};
for (const name of ['spawnSync', 'execFileSync', 'execSync']) {
  const start = childProcess[name];
  childProcess[name] = (...given) => {
    note(given);
    return start(...given);
  };
}
syncBuiltinESMExports();
