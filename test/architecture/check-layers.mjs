// Runs the layer rules, and fails when fewer modules were seen than there are files: a checker that sees nothing finds nothing.
import { readdirSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import rules from './layers.mjs';

const files = ['src', 'rules'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts')).map((path) => `${folder}/${path.replaceAll('\\', '/')}`));
const result = await cruise(['src', 'rules'], { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true }, undefined, {
  tsConfig: extractTSConfig('tsconfig.json'),
});
const { modules, summary } = result.output;
const seen = new Set(modules.map(({ source }) => source));
const unseen = files.filter((file) => !seen.has(file));
for (const { rule, from, to } of summary.violations) process.stdout.write(`${rule.severity} ${rule.name}: ${from} -> ${to}\n`);
for (const file of unseen) process.stdout.write(`not looked at: ${file}\n`);
process.stdout.write(`${files.length} files, ${modules.length} modules, ${summary.violations.length} violations\n`);
process.exitCode = summary.error > 0 || unseen.length > 0 || files.length === 0 ? 1 : 0;
