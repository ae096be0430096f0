'use strict';
// Runs the chunks of dist/ with the compiled form that the build left beside them: V8 need not compile them again, which
// halves the start of a short run. A compiled form that another version of Node made is ignored.
const { readFileSync } = require('node:fs');
const { createRequire, isBuiltin } = require('node:module');
const { basename, dirname, join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');

const HEAD = '(function (exports, require, module, __filename, __dirname, importExternal) {';

/** Gives a function that loads a chunk of a folder by its name; `compiled` hears of every script. */
exports.chunkLoader = function chunkLoader(folder, compiled = () => {}) {
  // src/documents/python.ts says why. A compiled form is bound to the flags it was made under, so the flag comes first.
  if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString('--liftoff-only');
  const requireExternal = createRequire(join(folder, 'chunk.cjs'));
  const modules = new Map();

  const load = (name) => {
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(name, module);
    const filename = join(folder, name);
    const cachedData = bytesOf(`${filename}.compiled`);
    const script = new Script(`${HEAD}${readFileSync(filename, 'utf8')}\n})`, { filename, ...(cachedData === undefined ? {} : { cachedData }) });
    compiled(filename, script);
    script.runInThisContext().call(module.exports, module.exports, requireFrom, module, filename, folder, importExternal);
    return module.exports;
  };
  const requireFrom = (id) => {
    const isChunk = id.endsWith('.cjs') && (id.startsWith('./') || dirname(id) === folder);
    return isChunk ? load(basename(id)) : requireExternal(id);
  };
  requireFrom.resolve = requireExternal.resolve;
  return load;
};

/** What `import()` in a chunk means; Node's own modules need no module loader, whose start costs more than they do. */
async function importExternal(id) {
  return isBuiltin(id) ? require(id) : import(id);
}

function bytesOf(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
