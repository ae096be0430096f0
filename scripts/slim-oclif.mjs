// What the bundle leaves out of oclif: parts that serve plugins, TypeScript at run time, spinners and colour detection, none of
// which this program uses. Each entry is a CommonJS module that stands in for the one of that name when oclif asks for it.
const SILENT_LOGGER = 'const silent = () => {}; silent.extend = () => silent; silent.enabled = false; module.exports = () => silent;';

/** oclif's texts hold `<%= command.id %>` and nothing more of the language. */
const TEMPLATES = `
const lookUp = (data, path) => { let value = data; for (const key of path.split('.')) value = value?.[key]; return value ?? ''; };
exports.render = (template, data) => template.replaceAll(/<%= *([\\w.]+) *%>/g, (_, path) => lookUp(data, path));`;

const STAND_INS = {
  // packages
  'ansi-escapes': 'module.exports = {};',
  'cli-spinners': 'const one = { frames: [""], interval: 1000 }; module.exports = { dots: one, dots2: one, line: one };',
  debug: SILENT_LOGGER,
  ejs: TEMPLATES,
  lilconfig: 'exports.lilconfig = () => ({ search: async () => null });',
  minimatch: 'exports.minimatch = () => false;',
  semver: 'exports.satisfies = () => true;', // bin/run.js says which Node it needs
  'supports-color': 'exports.stdout = false; exports.stderr = false;',
  tinyglobby: 'exports.glob = async () => []; exports.globSync = () => [];',
  'wsl-utils': 'exports.isWsl = false;',
  // Node's own modules that cost time and are hardly used
  'node:child_process': 'exports.execSync = () => { throw new Error("not here"); };',
  'node:perf_hooks': 'exports.performance = { mark() {}, measure() {}, now: Date.now }; exports.PerformanceObserver = class { observe() {} disconnect() {} };',
  'node:readline': 'exports.createInterface = () => { throw new Error("not here"); };', // no argument is read from stdin
  // oclif's own modules
  './ts-path': 'const { join } = require("node:path"); exports.tsPath = async (root, path) => (path && !path.startsWith(root) ? join(root, path) : path);',
};
const JSON_FILES = `
const { existsSync, readFileSync } = require('node:fs');
exports.existsSync = existsSync;
exports.readJson = async (path) => JSON.parse(readFileSync(path, 'utf8'));
exports.safeReadJson = async (path) => { try { return JSON.parse(readFileSync(path, 'utf8')); } catch { return undefined; } };
exports.dirExists = async (path) => path;
exports.fileExists = async (path) => path;`;
STAND_INS['../util/fs'] = JSON_FILES;
STAND_INS['./util/fs'] = JSON_FILES;
STAND_INS['./fs'] = JSON_FILES;
STAND_INS['./config/ts-path'] = STAND_INS['./ts-path'];

/** A rolldown plugin that puts the stand-ins into oclif and into nothing else. */
export const slimOclif = {
  name: 'slim-oclif',
  resolveId(source, importer) {
    const isOclif = importer?.replaceAll('\\', '/').includes('/@oclif/core/lib/');
    return isOclif && Object.hasOwn(STAND_INS, source) ? `\0oclif:${source}` : undefined;
  },
  load(id) {
    return id.startsWith('\0oclif:') ? STAND_INS[id.slice('\0oclif:'.length)] : undefined;
  },
};
