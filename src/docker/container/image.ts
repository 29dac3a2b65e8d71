/** Images: what `docker run NAME` starts where no command is given, what it listens on, and the files it brings. */
import { BUSYBOX_SHELL } from '../../userland/busybox/shell';

export interface Image {
  /** `sha256:` and 64 digits. */
  readonly id: string;
  readonly repository: string;
  readonly tag: string;
  /** Put before the command, whoever gives that. */
  readonly entrypoint?: readonly string[];
  readonly cmd: readonly string[];
  /** `80/tcp`. */
  readonly exposed: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

interface ImageSpec {
  readonly cmd: readonly string[];
  readonly exposed?: readonly string[];
  readonly page?: string;
}

const SLEEP = ['sleep', 'infinity'];
const serve = (port: number) => ['httpd', '-f', '-p', `${port}`, '-h', '/www'];
const listen = (port: number) => ({ cmd: ['nc', '-lk', '-p', `${port}`], exposed: [`${port}/tcp`] });

/** The images every engine has. */
const IMAGES: Readonly<Record<string, ImageSpec>> = {
  alpine: { cmd: SLEEP },
  busybox: { cmd: SLEEP },
  ubuntu: { cmd: SLEEP },
  debian: { cmd: SLEEP },
  netshoot: { cmd: SLEEP },
  nginx: { cmd: serve(80), exposed: ['80/tcp'], page: 'Welcome to nginx!\n' },
  httpd: { cmd: serve(80), exposed: ['80/tcp'], page: 'It works!\n' },
  mongo: listen(27017),
  postgres: listen(5432),
  redis: listen(6379),
  'goals-node': { cmd: serve(80), exposed: ['80/tcp'], page: '{"goals":[]}\n' },
  'goals-react': { cmd: serve(3000), exposed: ['3000/tcp'], page: '<div id="root"></div>\n' },
};

/** What every one of them brings. */
const SYSTEM_FILES: Readonly<Record<string, string>> = {
  '/etc/group': 'root:x:0:\n',
  '/etc/nsswitch.conf': 'hosts: files dns\n',
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
};

/** Their names, for completion. */
export const LOCAL_NAMES: readonly string[] = Object.keys(IMAGES);

/** The images of a fresh engine, under `NAME:latest`; `newId` gives each its digest. */
export function createImages(newId: () => string): Record<string, Image> {
  const images: Record<string, Image> = {};
  for (const [repository, spec] of Object.entries(IMAGES)) {
    images[`${repository}:latest`] = {
      id: `sha256:${newId()}`,
      repository,
      tag: 'latest',
      cmd: spec.cmd,
      exposed: spec.exposed ?? [],
      files: {
        ...SYSTEM_FILES,
        '/bin/sh': BUSYBOX_SHELL,
        ...(spec.page === undefined ? {} : { '/www/index.html': spec.page }),
      },
    };
  }
  return images;
}

/** `NAME` is `NAME:latest`. */
export function withTag(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1).includes(':') ? ref : `${ref}:latest`;
}

/** By name or by (the beginning of) its id. */
export function findImage(images: Readonly<Record<string, Image>>, ref: string): Image | null {
  const named = images[withTag(ref)];
  if (named !== undefined) return named;
  const digits = ref.startsWith('sha256:') ? ref.slice(7) : ref;
  if (!/^[0-9a-f]+$/.test(digits)) return null;
  return Object.values(images).find((image) => image.id.startsWith(`sha256:${digits}`)) ?? null;
}
