import { describe, expect, it } from 'vitest';
import { detectRailpack } from '../../src/builders/railpack/detect.ts';
import type { Detection } from '../../src/builders/detection.ts';
import { declared, unresolved, valueOf } from '../../src/model/fact.ts';
import type { Fact } from '../../src/model/fact.ts';
import { filesOf } from '../support/files.ts';
import { processorTime } from '../support/processor-time.ts';

type Files = Readonly<Record<string, string>>;

const CADDY = 'caddy run --config /Caddyfile --adapter caddyfile 2>&1';
const UVICORN = 'uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}';

async function detect(files: Files, variables: Files = {}, root = ''): Promise<Detection | undefined> {
  const environment = new Map(Object.entries(variables).map(([name, value]) => {
    const fact: Fact<string> = declared(name, value, { path: '.env', text: value }, { start: 0, end: value.length });
    return [name, fact];
  }));
  return detectRailpack({ files: filesOf(files), root, environment });
}

/** A package.json of one start script less: scripts, dependencies and whatever else a test needs. */
function packageJson(content: object): string {
  return JSON.stringify(content);
}

/** Language and start command, as one line. */
async function summary(files: Files, variables: Files = {}): Promise<string> {
  const found = await detect(files, variables);
  return found === undefined ? 'nothing' : `${valueOf(found.language)}: ${valueOf(found.startCommand) ?? found.startCommand.state}`;
}

const STARTS: readonly (readonly [reason: string, files: Files, expected: string, variables?: Files])[] = [
  ['nothing in an empty folder', { 'README.md': '' }, 'nothing'],
  ['PHP before everything else', { 'index.php': '', 'package.json': '{}', 'go.mod': 'module x' }, 'php: /start-container.sh'],
  ['Go by its go.mod', { 'go.mod': 'module x', 'main.go': '' }, 'go: ./out'],
  ['Gradle with Spring Boot', { gradlew: '', 'build.gradle.kts': 'id("org.springframework.boot")' },
    'java: java $JAVA_OPTS -jar -Dserver.port=$PORT $(ls -1 */build/libs/*jar | grep -v plain)'],
  ['Maven without a framework', { 'pom.xml': '<project/>' }, 'java: java  $JAVA_OPTS -jar target/*jar'],
  ['Maven with Swarm', { 'pom.xml': '<groupId>org.wildfly.swarm</groupId>' },
    'java: java -Dswarm.http.port=$PORT $JAVA_OPTS -jar target/*jar'],
  ['a Rust package with one program', { 'Cargo.toml': '[package]\nname = "api"', 'src/main.rs': '' }, 'rust: ./bin/api'],
  ['a Rust package with two programs and a default', { 'Cargo.toml': '[package]\nname = "api"\ndefault-run = "b"',
    'src/bin/a.rs': '', 'src/bin/b.rs': '' }, 'rust: ./bin/b'],
  ['no Rust program among two', { 'Cargo.toml': '[package]\nname = "api"', 'src/bin/a.rs': '', 'src/bin/b.rs': '' }, 'rust: absent'],
  ['the Rust program that a variable names', { 'Cargo.toml': '[package]\nname = "api"', 'src/bin/a.rs': '', 'src/bin/b.rs': '' },
    'rust: ./bin/a', { RAILPACK_RUST_BIN: 'a' }],
  ['the program of a Rust workspace', { 'Cargo.toml': '[workspace]\nmembers = ["crates/*"]',
    'crates/lib/Cargo.toml': '[package]\nname = "lib"', 'crates/lib/src/lib.rs': '',
    'crates/web/Cargo.toml': '[package]\nname = "web"', 'crates/web/src/main.rs': '' }, 'rust: ./bin/web'],
  ['no Rust program where a workspace passes the version on', { 'Cargo.toml': '[package]\nname = "api"\nversion.workspace = true',
    'src/main.rs': '' }, 'rust: absent'],
  ['Rails', { Gemfile: '', 'config/application.rb': 'class A < Rails::Application' },
    'ruby: bundle exec bin/rails server -b 0.0.0.0 -p ${PORT:-3000} -e $RAILS_ENV'],
  ['Rack', { Gemfile: '', 'config.ru': '' }, 'ruby: bundle exec rackup config.ru -o 0.0.0.0 -p ${PORT:-3000}'],
  ['a Rakefile', { Gemfile: '', Rakefile: '' }, 'ruby: bundle exec rake'],
  ['Ruby without a hint', { Gemfile: '', 'app.rb': '' }, 'ruby: absent'],
  ['an Elixir release', { 'mix.exs': '[\n  app: :shop,\n]' }, 'elixir: /app/_build/prod/rel/shop/bin/shop start'],
  ['main.py before app.py', { 'app.py': '', 'main.py': '' }, 'python: python main.py'],
  ['FastAPI with the letters of uvicorn', { 'main.py': '', 'requirements.txt': 'FastAPI\nuvicorn[standard]' }, `python: ${UVICORN}`],
  ['FastAPI without uvicorn', { 'main.py': '', 'requirements.txt': 'fastapi[standard]' }, 'python: python main.py'],
  ['FastAPI in app.py still as main:app', { 'app.py': '', 'requirements.txt': 'fastapi\nuvicorn' }, `python: ${UVICORN}`],
  ['Flask over FastAPI', { 'main.py': '', 'requirements.txt': 'fastapi\nuvicorn\nflask\ngunicorn' },
    'python: gunicorn --bind 0.0.0.0:${PORT:-8000} main:app'],
  ['a manifest below the folder', { 'main.py': '', 'api/pyproject.toml': 'fastapi uvicorn' }, `python: ${UVICORN}`],
  ['Django', { 'manage.py': '', 'requirements.txt': 'Django', 'shop/settings.py': "WSGI_APPLICATION = 'shop.wsgi.application'" },
    'python: python manage.py migrate && gunicorn --bind 0.0.0.0:${PORT:-8000} shop.wsgi:application'],
  ['the Django module that a variable names', { 'manage.py': '', 'requirements.txt': 'Django' },
    'python: python manage.py migrate && gunicorn --bind 0.0.0.0:${PORT:-8000} shop:application', { RAILPACK_DJANGO_APP_NAME: 'shop' }],
  ['Django without a module', { 'manage.py': '', 'requirements.txt': 'Django' }, 'python: absent'],
  ['Deno by its main file', { 'deno.json': '{}', 'main.mjs': '' }, 'deno: deno run --allow-all main.mjs'],
  ['the first script of Deno', { 'deno.jsonc': '{}', 'src/a.js': '', 'src/deep/b.ts': '' }, 'deno: deno run --allow-all src/deep/b.ts'],
  ['.NET by its first project', { 'Shop.csproj': '' }, 'dotnet: ASPNETCORE_URLS=http://0.0.0.0:${PORT:-3000} ./out/Shop'],
  ['a start script', { 'package.json': packageJson({ scripts: { start: 'node x' } }), 'yarn.lock': '' }, 'node: yarn run start'],
  ['the main field', { 'package.json': packageJson({ main: 'x.js' }), 'index.js': '' }, 'node: node x.js'],
  ['index.ts under bun', { 'package.json': '{}', 'bun.lock': '', 'index.ts': '' }, 'node: bun index.ts'],
  ['Nuxt', { 'package.json': packageJson({ dependencies: { nuxt: '3' } }) }, 'node: node .output/server/index.mjs'],
  ['TanStack Start', { 'package.json': packageJson({ dependencies: { '@tanstack/react-start': '1' } }), 'pnpm-lock.yaml': '' },
    'node: pnpm exec srvx --prod -s ../client dist/server/server.js'],
  ['SvelteKit with the automatic adapter', { 'package.json': packageJson({ devDependencies: { svelte: '5', '@sveltejs/kit': '2',
    '@sveltejs/adapter-auto': '6' } }) }, 'node: node build'],
  ['Next.js of an Nx workspace', { 'package.json': packageJson({ devDependencies: { nx: '20' }, workspaces: ['apps/*'] }), 'nx.json': '',
    'apps/web/package.json': packageJson({ dependencies: { next: '15' } }) }, 'node: cd apps/web && next start'],
  ['no choice between two applications of Nx', { 'package.json': packageJson({ devDependencies: { nx: '20' } }), 'nx.json': '',
    'pnpm-workspace.yaml': 'packages:\n  - apps/*\n', 'apps/a/package.json': packageJson({ dependencies: { next: '15' } }),
    'apps/b/package.json': packageJson({ dependencies: { next: '15' } }) }, 'node: absent'],
  ['no start command of a library', { 'package.json': '{}' }, 'node: absent'],
  ['a package.json that cannot be read', { 'package.json': '{' }, 'node: unresolved'],
  ['a package.json with comments', { 'package.json': '{ // x\n "scripts": { "start": "x", }, }' }, 'node: npm run start'],
  ['a package.json5', { 'package.json5': '{ "main": "x.js", }' }, 'node: node x.js'],
  ['Gleam', { 'gleam.toml': '' }, 'gleam: ./build/erlang-shipment/entrypoint.sh run'],
  ['C++ in a folder without a name', { 'CMakeLists.txt': '' }, 'cpp: unresolved'],
  ['static files of public/', { 'public/index.html': '' }, 'static: caddy run --config Caddyfile --adapter caddyfile 2>&1'],
  ['static files of a Staticfile', { Staticfile: 'root: dist' }, 'static: caddy run --config Caddyfile --adapter caddyfile 2>&1'],
  ['nothing of an empty Staticfile', { Staticfile: 'index_fallback: true' }, 'nothing'],
  ['start.sh by its first line', { 'start.sh': '#!/usr/bin/env zsh\n' }, 'shell: zsh start.sh'],
  ['start.sh without a first line', { 'start.sh': 'set -e' }, 'shell: sh start.sh'],
  ['the script that a variable names', { 'run.sh': '#!/bin/bash' }, 'shell: bash run.sh', { RAILPACK_SHELL_SCRIPT: 'run.sh' }],
  ['the provider of railpack.json', { 'railpack.json': '{ "provider": "Node" }', 'package.json': '{ "main": "x.js" }', 'main.py': '' },
    'node: node x.js'],
  ['nothing for an unknown provider', { 'railpack.json': '{ "provider": "cobol" }', 'main.py': '' }, 'nothing'],
  ['the folder as if there were no broken railpack.json', { 'railpack.json': '{', 'main.py': '' }, 'python: python main.py'],
];

describe('railpack starts', () => {
  const cases = STARTS.map(([reason, files, expected, variables = {}]) => ({ reason, files, expected, variables }));
  it.each(cases)('$reason', async ({ files, expected, variables }) => {
    expect(await summary(files, variables)).toBe(expected);
  });

  it('a C++ program named like its folder', async () => {
    const found = await detect({ 'services/engine/meson.build': '' }, {}, 'services/engine');
    expect(valueOf(found?.startCommand)).toBe('/build/engine');
  });
});

const VITE = { scripts: { build: 'vite build' }, devDependencies: { vite: '6' } };

const SITES: readonly (readonly [reason: string, files: Files, framework: string | undefined, isSite: boolean, variables?: Files])[] = [
  ['Vite', { 'package.json': packageJson(VITE) }, 'vite', true],
  ['Vite with a start script', { 'package.json': packageJson({ ...VITE, scripts: { build: 'vite build', start: 'node x' } }) }, 'vite', false],
  ['Vite with a start command in railpack.json', { 'package.json': packageJson(VITE), 'railpack.json': '{"deploy":{"startCommand":"x"}}' },
    'vite', false],
  ['Vite where a variable forbids sites', { 'package.json': packageJson(VITE) }, 'vite', false, { RAILPACK_NO_SPA: 'TRUE' }],
  ['Vite without a build script', { 'package.json': packageJson({ devDependencies: { vite: '6' } }), 'vite.config.ts': '' }, undefined, false],
  ['React Router with a server', { 'package.json': packageJson({ scripts: { build: 'react-router build' } }) }, 'react-router', false],
  ['React Router without a server', { 'package.json': packageJson({ scripts: { build: 'react-router build' } }),
    'react-router.config.ts': 'export default {\n  ssr: false,\n};' }, 'react-router', true],
  ['React Router with another key that ends in ssr', { 'package.json': packageJson({ scripts: { build: 'react-router build' } }),
    'react-router.config.ts': 'export default { nossr: false };' }, 'react-router', false],
  ['Astro', { 'package.json': packageJson({ scripts: { build: 'astro build' } }), 'astro.config.mjs': '' }, 'astro', true],
  ['Astro with a server', { 'package.json': packageJson({ scripts: { build: 'astro build' } }), 'astro.config.mjs': "output: 'server'" },
    'astro', false],
  ['an exported Next.js', { 'package.json': packageJson({ dependencies: { next: '15' }, scripts: { start: 'next start' } }),
    'next.config.js': "output: 'export'" }, 'next', true],
  ['Next.js', { 'package.json': packageJson({ dependencies: { next: '15' }, scripts: { start: 'next start' } }) }, 'next', false],
  ['Create React App', { 'package.json': packageJson({ dependencies: { 'react-scripts': '5' },
    scripts: { build: 'react-scripts build', start: 'react-scripts start' } }) }, 'cra', true],
  ['Angular', { 'package.json': packageJson({ dependencies: { '@angular/core': '19' }, scripts: { build: 'ng build', start: 'ng serve' } }),
    'angular.json': '{"projects":{"x":{"architect":{"build":{"options":{"outputPath":"dist/x"}}}}}}' }, 'angular', true],
  ['Expo for the web', { 'package.json': packageJson({ dependencies: { expo: '52', 'react-native-web': '0.19' } }),
    'app.json': '{"expo":{"web":{"output":"static"}}}' }, 'expo', true],
  ['any project whose files a variable names', { 'package.json': '{}' }, undefined, true, { RAILPACK_SPA_OUTPUT_DIR: 'dist' }],
];

describe('railpack serves as files', () => {
  const cases = SITES.map(([reason, files, framework, isSite, variables = {}]) => (
    { reason, files, framework, isSite, variables }));
  it.each(cases)('$reason', async ({ files, framework, isSite, variables }) => {
    const found = await detect(files, variables);
    expect([valueOf(found?.framework), found?.static.value, valueOf(found?.startCommand) === CADDY]).toEqual([framework, isSite, isSite]);
  });
});

const MANAGERS: readonly (readonly [manager: string | undefined, files: Files])[] = [
  ['pip', { 'requirements.txt': '', 'pyproject.toml': '', 'uv.lock': '' }],
  ['uv', { 'pyproject.toml': '', 'uv.lock': '', 'poetry.lock': '' }],
  ['poetry', { 'pyproject.toml': '', 'poetry.lock': '' }],
  ['pdm', { 'pyproject.toml': '', 'pdm.lock': '' }],
  ['pipenv', { Pipfile: '' }],
  [undefined, { 'pyproject.toml': '' }],
  ['npm', { 'package.json': '{}' }],
  ['pnpm', { 'package.json': '{}', 'pnpm-lock.yaml': '', 'yarn.lock': '' }],
  ['bun', { 'package.json': '{}', 'bun.lockb': '' }],
  ['yarn', { 'package.json': '{}', '.yarnrc.yml': '' }],
  ['yarn', { 'package.json': '{"packageManager":"yarn@4.1.0+sha512.abc"}', 'pnpm-lock.yaml': '' }],
  ['pnpm', { 'package.json': '{"engines":{"pnpm":">=9"}}' }],
  ['gradle', { gradlew: '' }],
];

describe('railpack installs with', () => {
  it.each(MANAGERS)('%s', async (manager, files) => {
    expect(valueOf((await detect(files))?.packageManager)).toBe(manager);
  });
});

describe('railpack says where it knows it from', () => {
  it('the line of the framework', async () => {
    const found = await detect({ 'package.json': '{\n  "dependencies": {\n    "next": "15"\n  }\n}' });
    const provenance = found?.framework.state === 'known' ? found.framework.provenance : undefined;
    const place = provenance?.kind === 'declared' ? provenance : undefined;
    expect(place?.file.text.slice(place.range.start, place.range.end)).toBe('"next": "15"');
  });

  it('a default for the start command, with a link', async () => {
    const found = await detect({ 'main.py': '' });
    expect(found?.startCommand).toMatchObject({ provenance: { kind: 'default', of: 'railpack default' } });
  });

  it('manifest and lock file from the project root', async () => {
    const found = await detect({ 'api/package.json': '{}', 'api/pnpm-lock.yaml': '' }, {}, 'api');
    expect([valueOf(found?.manifest), valueOf(found?.lockFile)]).toEqual(['api/package.json', 'api/pnpm-lock.yaml']);
  });

  it('nothing of a variable that only a run would tell', async () => {
    const text = 'NODE=$X';
    const fact = unresolved('RAILPACK_NODE_VERSION', 'it is $X', { path: '.env', text }, { start: 0, end: 1 });
    const environment = new Map([['RAILPACK_NODE_VERSION', fact]]);
    const found = await detectRailpack({ files: filesOf({ 'package.json': '{}' }), root: '', environment });
    expect(found?.versions['node']).toMatchObject({ state: 'unresolved', reason: 'it is $X' });
  });
});

const HOSTILE: readonly (readonly [reason: string, files: Files])[] = [
  ['many workspaces', { 'package.json': packageJson({ workspaces: Array.from({ length: 20000 }, () => `${'**/'.repeat(90)}x`) }), 'nx.json': '' }],
  ['a file of quotes', { 'mix.exs': `app: :${"'".repeat(500000)}x` }],
  ['a router configuration of one word', { 'package.json': packageJson({ scripts: { build: 'react-router build' } }),
    'react-router.config.ts': 'ssr'.repeat(200000) }],
  ['a manifest that is a list', { 'package.json': '[]', 'Cargo.lock': '' }],
  ['tools that are no tools', { 'main.py': '', 'mise.toml': '[tools]\npython = [[[]]]\n__proto__ = "1"', 'railpack.json': '{"packages":{"__proto__":"1"}}' }],
];

describe('railpack survives', () => {
  it.each(HOSTILE)('%s', async (_, files) => {
    expect(await processorTime(async () => {
      await expect(detect(files)).resolves.toBeDefined();
    })).toBeLessThan(2000);
  });
});
