import { parseImageName } from '../../model/image-name.ts';

/** A language that an image brings, and its version as far as the tag says. */
export interface ImageRuntime {
  readonly language: string;
  readonly version: string | undefined;
}

type TagReader = (tag: string, repository: string) => string | undefined;

interface ImageKind {
  readonly repository: RegExp;
  readonly runtimes: readonly { readonly language: string; readonly version: TagReader }[];
  /** Words that its ENTRYPOINT puts before CMD. */
  readonly entrypoint?: string;
  /** Folder in which it starts. */
  readonly workDirectory?: string;
  /** True when it starts something useful by itself. */
  readonly starts?: boolean;
}

/** Names of Node's long-term releases that tags carry. https://github.com/nodejs/Release/blob/main/CODENAMES.md */
const NODE_CODENAMES: Readonly<Record<string, string>> = {
  argon: '4', boron: '6', carbon: '8', dubnium: '10', erbium: '12', fermium: '14', gallium: '16', hydrogen: '18', iron: '20', jod: '22',
  krypton: '24', lithium: '26',
};
/** The Python that Debian brings, for images without one of their own. https://packages.debian.org/python3 */
const DEBIAN_PYTHON: Readonly<Record<string, string>> = { debian10: '3.7', debian11: '3.9', debian12: '3.11', debian13: '3.13' };

const leading: TagReader = (tag) => versionAt(/^v?(\d+)(?:\.(\d+))?(?:\.\d+)*(?![\d.])/.exec(tag));
const afterPython: TagReader = (tag) => versionAt(/python-?(\d+)(?:\.(\d+))?/.exec(tag));
const afterNode: TagReader = (tag) => versionAt(/node(?:js)?-?(\d+)(?:\.(\d+))?/.exec(tag));
const anywhere: TagReader = (tag) => versionAt(/(?:^|[^\w.])v?(\d+)\.(\d+)/.exec(tag));
const node: TagReader = (tag, repository) => NODE_CODENAMES[tag.split('-')[0] ?? ''] ?? leading(tag, repository);

/** Images that bring a language, those that say more first. */
const KINDS: readonly ImageKind[] = [
  { repository: /^(?:bitnami\/|cimg\/|circleci\/|chainguard\/|cgr\.dev\/chainguard\/|dhi\.io\/|public\.ecr\.aws\/lambda\/)?python$/, runtimes: [{ language: 'python', version: leading }] },
  { repository: /^(?:bitnami\/|cimg\/|circleci\/|chainguard\/|cgr\.dev\/chainguard\/|dhi\.io\/)?node$/, runtimes: [{ language: 'node', version: node }] },
  { repository: /^public\.ecr\.aws\/lambda\/nodejs$/, runtimes: [{ language: 'node', version: leading }] },
  { repository: /^(?:oven\/bun|imbios\/bun-node)$/, runtimes: [{ language: 'bun', version: leading }], workDirectory: '/home/bun/app' },
  { repository: /^(?:ghcr\.io\/)?astral-sh\/uv$/, runtimes: [{ language: 'python', version: afterPython }] },
  { repository: /^nikolaik\/python-nodejs$/, runtimes: [{ language: 'python', version: afterPython }, { language: 'node', version: afterNode }] },
  { repository: /^tiangolo\//, runtimes: [{ language: 'python', version: afterPython }], workDirectory: '/app', starts: true },
  { repository: /^gcr\.io\/distroless\/nodejs/, entrypoint: 'node', runtimes: [{ language: 'node', version: (tag, name) => afterNode(name, name) ?? leading(tag, name) }] },
  { repository: /^gcr\.io\/distroless\/python3/, entrypoint: 'python3', runtimes: [{ language: 'python', version: (_tag, name) => DEBIAN_PYTHON[name.split('-').at(-1) ?? ''] }] },
  { repository: /^mcr\.microsoft\.com\/(?:vscode\/)?devcontainers\/python$/, runtimes: [{ language: 'python', version: anywhere }] },
  { repository: /^mcr\.microsoft\.com\/playwright\/python$/, runtimes: [{ language: 'python', version: () => undefined }] },
  { repository: /^mcr\.microsoft\.com\/playwright$/, runtimes: [{ language: 'node', version: () => undefined }] },
  { repository: /^pypy$/, runtimes: [{ language: 'python', version: leading }] },
  { repository: /^denoland\/deno$/, runtimes: [{ language: 'deno', version: (tag, name) => leading(tag.replace(/^[a-z]+-/, ''), name) }] },
  { repository: /^(?:bitnami\/)?(?:ruby|jruby)$/, runtimes: [{ language: 'ruby', version: leading }] },
  { repository: /^golang$/, runtimes: [{ language: 'go', version: leading }] },
  { repository: /^(?:php|dunglas\/frankenphp|serversideup\/php)$/, runtimes: [{ language: 'php', version: (tag) => versionAt(/(\d+)\.(\d+)/.exec(tag)) }], starts: true },
  { repository: /^(?:rust|lukemathwalker\/cargo-chef|rustlang\/rust)$/, runtimes: [{ language: 'rust', version: leading }] },
  { repository: /^(?:elixir|hexpm\/elixir)$/, runtimes: [{ language: 'elixir', version: leading }] },
  { repository: /^(?:openjdk|eclipse-temurin|amazoncorretto|ibm-semeru-runtimes|azul\/zulu-openjdk|bellsoft\/liberica-openjdk-alpine)$/, runtimes: [{ language: 'java', version: leading }] },
  { repository: /^(?:maven|gradle)$/, runtimes: [{ language: 'java', version: (tag) => versionAt(/(?:openjdk|temurin|corretto|jdk)-?(\d+)/.exec(tag)) }] },
  { repository: /^mcr\.microsoft\.com\/dotnet\//, runtimes: [{ language: 'dotnet', version: leading }] },
];

/** Images of web servers that only need files, with what they start by themselves. https://hub.docker.com/_/nginx, https://hub.docker.com/_/caddy, https://hub.docker.com/_/httpd */
const FILE_SERVERS: readonly (readonly [RegExp, string])[] = [
  [/^(?:nginx|nginxinc\/nginx-unprivileged|bitnami\/nginx)$/, "nginx -g 'daemon off;'"],
  [/^caddy$/, 'caddy run --config /etc/caddy/Caddyfile --adapter caddyfile'],
  [/^httpd$/, 'httpd-foreground'],
];

/** Images that hold an operating system or nothing: without a CMD nothing starts. */
const PLAIN = /^(?:scratch|debian|ubuntu|alpine|fedora|centos|rockylinux|amazonlinux|busybox|buildpack-deps|gcr\.io\/distroless\/.*)$/;

/** The languages that an image brings; none when we do not know it. */
export function runtimesOfImage(image: string): readonly ImageRuntime[] {
  const { repository, tag = '' } = parseImageName(image);
  const kind = KINDS.find((candidate) => candidate.repository.test(repository));
  return (kind?.runtimes ?? []).map(({ language, version }) => ({ language, version: version(tag.toLowerCase(), repository) }));
}

/** The program that an image's own ENTRYPOINT puts before CMD. */
export function entrypointOfImage(image: string): string | undefined {
  return kindOf(image)?.entrypoint;
}

/** The folder in which an image starts; undefined when we do not know the image. */
export function workDirectoryOfImage(image: string): string | undefined {
  const kind = kindOf(image);
  return kind !== undefined ? (kind.workDirectory ?? '/') : PLAIN.test(parseImageName(image).repository) ? '/' : undefined;
}

/** The command of an image that serves files by itself; undefined for any other image. */
export function fileServerOf(image: string): string | undefined {
  const { repository } = parseImageName(image);
  return FILE_SERVERS.find(([pattern]) => pattern.test(repository))?.[1];
}

/** True when nothing useful starts without a CMD: a shell or an interpreter at most. */
export function startsNothing(image: string): boolean {
  const kind = kindOf(image);
  return kind === undefined ? PLAIN.test(parseImageName(image).repository) : kind.starts !== true;
}

function kindOf(image: string): ImageKind | undefined {
  const { repository } = parseImageName(image);
  return KINDS.find((candidate) => candidate.repository.test(repository));
}

function versionAt(match: RegExpExecArray | null): string | undefined {
  const [, major, minor] = match ?? [];
  if (major === undefined) return undefined;
  return minor === undefined ? major : `${major}.${minor}`;
}
