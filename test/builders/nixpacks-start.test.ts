import { describe, expect, it } from 'vitest';
import { detectNixpacks } from '../../src/builders/nixpacks/detect.ts';
import { assumed } from '../../src/model/fact.ts';
import { filesOf } from '../support/files.ts';

type Texts = Readonly<Record<string, string>>;
interface Case { readonly files: Texts; readonly language: string; readonly start: string | undefined; readonly env?: Texts }

const json = (value: unknown) => JSON.stringify(value);
const CADDY = 'exec caddy run --config /assets/Caddyfile --adapter caddyfile 2>&1';
const PHP = 'node /assets/scripts/prestart.mjs /assets/nginx.template.conf /nginx.conf && (php-fpm -y /assets/php-fpm.conf & nginx -c /nginx.conf)';

const NODE: Readonly<Record<string, Case>> = {
  'a start script': { files: { 'package.json': json({ scripts: { start: 'node x.js' } }) }, language: 'node', start: 'npm run start' },
  'a lock file of pnpm': {
    files: { 'package.json': json({ scripts: { start: 'x' } }), 'pnpm-lock.yaml': '' }, language: 'node', start: 'pnpm run start',
  },
  'the packageManager field over a lock file': {
    files: { 'package.json': json({ packageManager: 'yarn@4.1.0', scripts: { start: 'x' } }), 'pnpm-lock.yaml': '' },
    language: 'node', start: 'yarn run start',
  },
  'a packageManager field that names no known one': {
    files: { 'package.json': json({ packageManager: 'cnpm@9.0.0', scripts: { start: 'x' } }) }, language: 'node', start: 'npm run start',
  },
  'a main file that exists': { files: { 'package.json': json({ main: 'lib/go.js' }), 'lib/go.js': '' }, language: 'node', start: 'node lib/go.js' },
  'a main file that is missing': { files: { 'package.json': json({ main: 'dist/go.js' }), 'index.js': '' }, language: 'node', start: 'node index.js' },
  'bun and index.ts': { files: { 'package.json': '{}', 'bun.lock': '', 'index.ts': '' }, language: 'node', start: 'bun index.ts' },
  'nothing to start': { files: { 'package.json': '{}' }, language: 'node', start: undefined },
  'react on vite': { files: { 'package.json': json({ dependencies: { react: '18', vite: '5' } }) }, language: 'node', start: CADDY },
  'vite among the development packages only': {
    files: { 'package.json': json({ dependencies: { react: '18' }, devDependencies: { vite: '5' } }) }, language: 'node', start: undefined,
  },
  'vite behind the build script': {
    files: { 'package.json': json({ dependencies: { vue: '3' }, scripts: { build: 'vite build' } }) }, language: 'node', start: CADDY,
  },
  'sveltekit, which needs its server': {
    files: { 'package.json': json({ dependencies: { 'svelte': '4', '@sveltejs/kit': '2', 'vite': '5' }, scripts: { start: 'node build' } }) },
    language: 'node', start: 'npm run start',
  },
  'a static site that says no to caddy': {
    files: { 'package.json': json({ dependencies: { react: '18', vite: '5' } }) }, env: { NIXPACKS_SPA_CADDY: '0' }, language: 'node', start: undefined,
  },
  'a task of turborepo': {
    files: { 'package.json': json({ scripts: { start: 'x' } }), 'turbo.json': json({ tasks: { start: {} } }) },
    language: 'node', start: 'npx turbo run start',
  },
  'a turbo.json with comments, which nixpacks cannot read': {
    files: { 'package.json': json({ scripts: { start: 'x' } }), 'turbo.json': '// tasks\n{ "tasks": { "start": {} } }' },
    language: 'node', start: 'npm run start',
  },
  'one app of a turborepo': {
    files: {
      'package.json': '{}', 'turbo.json': '{}', 'pnpm-lock.yaml': '', 'pnpm-workspace.yaml': 'packages: ["apps/*"]', 'apps/web/package.json': '{}',
    },
    env: { NIXPACKS_TURBO_APP_NAME: 'web' }, language: 'node', start: 'pnpm --filter web run start',
  },
  'the default project of nx': {
    files: {
      'package.json': '{}', 'nx.json': json({ defaultProject: 'shop' }),
      'apps/shop/project.json': json({ targets: { build: { executor: '@nx/node:build', options: { main: 'apps/shop/src/server.ts' } } } }),
    },
    language: 'node', start: 'node dist/apps/shop/server.js',
  },
  'an nx project with a start target for production': {
    files: {
      'package.json': '{}', 'yarn.lock': '', 'nx.json': json({ defaultProject: 'shop' }),
      'apps/shop/project.json': json({ targets: { build: { executor: 'x' }, start: { executor: 'y', configurations: { production: {} } } } }),
    },
    language: 'node', start: 'yarn nx run shop:start:production',
  },
  'moon': {
    files: { 'package.json': '{}', '.moon/workspace.yml': '' }, env: { NIXPACKS_MOON_APP_NAME: 'shop' },
    language: 'node', start: 'npx @moonrepo/cli run shop:start',
  },
};

const PYTHON: Readonly<Record<string, Case>> = {
  'main.py': { files: { 'main.py': '' }, language: 'python', start: 'python main.py' },
  'flask in app.py, which nixpacks does not start': { files: { 'requirements.txt': 'flask\n', 'app.py': '' }, language: 'python', start: undefined },
  'django': {
    files: { 'manage.py': '', 'requirements.txt': 'Django==5.0\n', 'shop/settings.py': 'WSGI_APPLICATION = "shop.wsgi.application"\n' },
    language: 'python', start: 'python manage.py migrate && gunicorn shop.wsgi',
  },
  'django with an annotated setting, which nixpacks does not see': {
    files: { 'manage.py': '', 'requirements.txt': 'django\n', 'main.py': '', 'settings.py': 'WSGI_APPLICATION: str = "shop.wsgi.application"\n' },
    language: 'python', start: undefined,
  },
  'the name of a project': { files: { 'pyproject.toml': '[project]\nname = "odd-shop"\n' }, language: 'python', start: 'python -m odd-shop' },
  'the package of a project': {
    files: { 'pyproject.toml': '[project]\nname = "odd-shop"\npackages = ["shop"]\n' }, language: 'python', start: 'python -m shop',
  },
  'a broken pyproject.toml': { files: { 'pyproject.toml': '[project\n' }, language: 'python', start: undefined },
};

const OTHERS: Readonly<Record<string, Case>> = {
  'go before a package.json': { files: { 'go.mod': 'module x\n', 'cmd/x/main.go': '', 'package.json': '{}' }, language: 'go', start: './out' },
  'php before a package.json': { files: { 'composer.json': '{}', 'package.json': '{}' }, language: 'php', start: PHP },
  'php with its own nginx.conf': {
    files: { 'index.php': '', 'nginx.conf': '' }, language: 'php', start: 'php-fpm -y /assets/php-fpm.conf & nginx -c /app/nginx.conf',
  },
  'rails': {
    files: { Gemfile: 'ruby "3.2.1"\n', 'config/application.rb': 'class A < Rails::Application' }, language: 'ruby',
    start: 'bundle exec bin/rails server -b 0.0.0.0 -p ${PORT:-3000} -e $RAILS_ENV',
  },
  'rack': { files: { 'Gemfile': '', '.ruby-version': '3.3', 'config.ru': '' }, language: 'ruby', start: 'bundle exec rackup config.ru -p ${PORT:-3000}' },
  'ruby without a version, at which nixpacks stops': { files: { Gemfile: 'gem "rack"\n', 'config.ru': '' }, language: 'ruby', start: undefined },
  'rust': { files: { 'Cargo.toml': '[package]\nname = "odd"\n', 'src/main.rs': '' }, language: 'rust', start: './bin/odd' },
  'rust with two programs': {
    files: { 'Cargo.toml': '[package]\nname = "odd"\ndefault-run = "b"\n', 'src/bin/a.rs': '', 'src/bin/b.rs': '' }, language: 'rust', start: './bin/b',
  },
  'a program in a cargo workspace': {
    files: {
      'Cargo.toml': '[workspace]\nmembers = ["lib", "app"]\n', 'lib/Cargo.toml': '[package]\nname = "l"\n', 'lib/src/lib.rs': '',
      'app/Cargo.toml': '[package]\nname = "a"\n', 'app/src/main.rs': '',
    },
    language: 'rust', start: './bin/a',
  },
  'lunatic': {
    files: { 'Cargo.toml': '[package]\nname = "odd"\n', 'src/main.rs': '', '.cargo/config.toml': '[build]\ntarget = "wasm32-wasi"\n[t]\nrunner = "lunatic"\n' },
    language: 'rust', start: 'lunatic ./bin/odd.wasm',
  },
  'spring boot on maven': {
    files: { 'pom.xml': '<groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter</artifactId>' }, language: 'java',
    start: 'java -Dserver.port=$PORT $JAVA_OPTS -jar target/*jar',
  },
  'gradle': {
    files: { gradlew: '', 'build.gradle': 'id "org.springframework.boot"' }, language: 'java',
    start: 'java $JAVA_OPTS -jar -Dserver.port=$PORT $(ls -1 build/libs/*jar | grep -v plain)',
  },
  'a gradle that nixpacks does not support': {
    files: { 'gradlew': '', 'gradle/wrapper/gradle-wrapper.properties': 'distributionUrl=https\\://x/gradle-9.1-bin.zip' }, language: 'java', start: undefined,
  },
  'a start task of deno': { files: { 'deno.jsonc': '// odd\n{ "tasks": { "start": "deno run x.ts" } }' }, language: 'deno', start: 'deno run x.ts' },
  'an import from deno.land': {
    files: { 'a/index.ts': 'import { serve } from "https://deno.land/std/http/server.ts";\n', 'package.json': '{}' }, language: 'deno',
    start: 'deno run --allow-all a/index.ts',
  },
  'an address of deno.land that is no import': { files: { 'x.ts': '// https://deno.land/std/a.ts\n', 'package.json': '{}' }, language: 'node', start: undefined },
  'elixir': { files: { 'mix.exs': '' }, language: 'elixir', start: 'mix phx.server' },
  'gleam': { files: { 'gleam.toml': '', 'manifest.toml': 'packages = []\n' }, language: 'gleam', start: './build/erlang-shipment/entrypoint.sh run' },
  'c#': { files: { 'src/Odd.Shop.csproj': '' }, language: 'dotnet', start: './out/Odd.Shop' },
  'f#': { files: { 'odd.fsproj': '' }, language: 'dotnet', start: './out/odd' },
  'crystal': { files: { 'shard.yml': 'name: odd\ntargets:\n  shop:\n    main: x.cr\n' }, language: 'crystal', start: './bin/shop' },
  'crystal with two targets, of which any is started': { files: { 'shard.yml': 'name: o\ntargets:\n  a: {}\n  b: {}\n' }, language: 'crystal', start: undefined },
  'dart': { files: { 'pubspec.yaml': 'name: odd\nversion: 1.0.0\n' }, language: 'dart', start: './bin/odd.exe' },
  'haskell': { files: { 'package.yaml': 'executables:\n  odd-exe: {}\n', 'app/Main.hs': '' }, language: 'haskell', start: '/root/.local/bin/odd-exe' },
  'scala': { files: { 'build.sbt': '' }, language: 'scala', start: './target/universal/stage/bin/main' },
  'scheme': { files: { 'haunt.scm': '' }, language: 'scheme', start: 'guile init.scm --auto-compile' },
  'swift': { files: { 'Package.swift': '', 'Sources/Odd/main.swift': '' }, language: 'swift', start: './Odd' },
  'cobol': { files: { 'src/odd.cbl': '', 'src/index.cbl': '' }, language: 'cobol', start: './index' },
  'zig': { files: { 'main.zig': '' }, language: 'zig', start: './zig-out/bin/odd-folder' },
};

describe.each(Object.entries({ node: NODE, python: PYTHON, others: OTHERS }))('nixpacks starts %s', (_group, cases) => {
  it.each(Object.entries(cases))('%s', async (_name, { files, language, start, env = {} }) => {
    const environment = new Map(Object.entries(env).map(([key, value]) => [key, assumed(key, value, 'test')]));
    const found = await detectNixpacks({ files: filesOf(files), root: '', environment, folderName: 'odd-folder' });
    expect(found?.language).toMatchObject({ state: 'known', value: language });
    const command = found?.startCommand.state === 'known' ? found.startCommand.value : undefined;
    expect(command).toBe(start);
  });
});
