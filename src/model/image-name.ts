/** An image's name in parts: `ghcr.io/astral-sh/uv:python3.12-alpine`. */
export interface ImageName {
  /** Without Docker Hub's own prefixes: `python`, `oven/bun`, `ghcr.io/astral-sh/uv`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Takes an image's name apart. */
export function parseImageName(image: string): ImageName {
  const [name = '', digest] = image.split('@', 2);
  const colon = name.lastIndexOf(':');
  const tagged = colon > name.lastIndexOf('/');
  const path = tagged ? name.slice(0, colon) : name;
  const repository = path.replace(/^(?:docker\.io|index\.docker\.io|registry\.hub\.docker\.com|mirror\.gcr\.io|public\.ecr\.aws\/docker)\//, '')
    .replace(/^library\//, '');
  return { repository, tag: tagged ? name.slice(colon + 1) : undefined, digest };
}
