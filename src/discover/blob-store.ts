import { readBlobs, type Blob } from '../git/blobs.ts';
import { sizeLimit } from './file-text.ts';

/** A blob that is needed, and the path that it is needed for. */
export interface WantedBlob {
  readonly id: string;
  readonly repository: string;
  readonly path: string;
}

/** Blobs that were read from git, by id. */
export interface BlobStore {
  readonly get: (id: string) => Blob | undefined;
  /** Reads what is not there yet, by one run of git in each repository. */
  readonly fetch: (wanted: readonly WantedBlob[]) => Promise<void>;
}

/** Files of these names hold no text that anybody reads, and often much of it. */
const MEDIA = /\.(png|jpe?g|gif|webp|avif|ico|bmp|tiff?|psd|mp[34]|m4[av]|mov|avi|webm|ogg|wav|flac|woff2?|ttf|otf|eot|pdf|zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|whl|so|dll|dylib|exe|wasm|class|pyc|sqlite3?|parquet|onnx|npy|npz|pkl|bin)$/i;

/** True for a file that is not fetched, because of its name. */
export function isMedia(path: string): boolean {
  return MEDIA.test(path);
}

export function blobStore(): BlobStore {
  const blobs = new Map<string, Blob>();
  const fetch = async (wanted: readonly WantedBlob[]): Promise<void> => {
    const byRepository = new Map<string, Map<string, number>>();
    for (const { id, repository, path } of wanted) {
      if (blobs.has(id) || isMedia(path)) continue;
      const limits = byRepository.get(repository) ?? new Map<string, number>();
      byRepository.set(repository, limits);
      limits.set(id, Math.max(limits.get(id) ?? 0, sizeLimit(path)));
    }
    const answers = await Promise.all([...byRepository].map(([repository, limits]) => readBlobs(repository, limits)));
    for (const answer of answers) for (const [id, blob] of answer) blobs.set(id, blob);
  };
  return { get: (id) => blobs.get(id), fetch };
}
