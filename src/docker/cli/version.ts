/** `docker version`. */
import { struct } from '../inspect/shape';
import type { EngineProfile } from '../profile';
import { NONE, simple } from './command';
import { stringFlag } from './flags';
import { printValue } from './format';

/** The client, whichever engine it speaks with. */
export const CLIENT = {
  version: '28.2.2',
  api: '1.50',
  go: 'go1.24.3',
  commit: 'e6534b4',
  built: 'Fri May 30 12:07:14 2025',
};

/** The lower of what the client and the daemon speak. */
function apiVersion(profile: EngineProfile): string {
  return Number(profile.apiVersion.slice(2)) < Number(CLIENT.api.slice(2)) ? profile.apiVersion : CLIENT.api;
}

export const version = simple('version', NONE, 5_000, (cli) => {
  const { profile } = cli.d;
  const { components } = profile;
  const api = apiVersion(profile);
  const format = stringFlag(cli.flags, 'format');
  if (format !== '') return formatted(cli.sys, format, profile, api);
  const spoken = api === CLIENT.api ? api : `${api} (downgraded from ${CLIENT.api})`;
  const part = (name: string, { version: number, commit }: { version: string; commit: string }) =>
    ` ${name}:\n  Version:          ${number}\n  GitCommit:        ${commit}\n`;
  cli.sys.out(
    `Client:\n Version:           ${CLIENT.version}\n API version:       ${spoken}\n Go version:        ${CLIENT.go}\n Git commit:        ${CLIENT.commit}\n Built:             ${CLIENT.built}\n OS/Arch:           linux/amd64\n Context:           default\n\n` +
      `Server:\n Engine:\n  Version:          ${profile.version}\n  API version:      ${profile.apiVersion} (minimum version ${profile.minimumApiVersion})\n  Go version:       ${components.go}\n  Git commit:       ${components.commit}\n  Built:            ${components.built}\n  OS/Arch:          linux/amd64\n  Experimental:     false\n` +
      part('containerd', components.containerd) +
      part('runc', components.runc) +
      part('docker-init', components.init),
  );
  return 0;
});

function formatted(
  sys: { out(text: string): void; err(text: string): void },
  format: string,
  profile: EngineProfile,
  api: string,
): number {
  const side = (number: string, go: string, commit: string, built: string) => ({
    Version: number,
    ApiVersion: api,
    GitCommit: commit,
    GoVersion: go,
    Os: 'linux',
    Arch: 'amd64',
    BuildTime: built,
  });
  const client = struct('version.clientVersion', {
    ...side(CLIENT.version, CLIENT.go, CLIENT.commit, CLIENT.built),
    Context: 'default',
  });
  const { components } = profile;
  const server = struct('*types.Version', {
    ...side(profile.version, components.go, components.commit, components.built),
    MinAPIVersion: profile.minimumApiVersion,
  });
  const value = struct('version.versionInfo', { Client: client, Server: server });
  return printValue(sys, format, value);
}
