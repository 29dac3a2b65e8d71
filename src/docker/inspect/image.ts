/** An image as `docker image inspect` shows it. */
import { formatTime } from '../../userland/time';
import type { Image } from '../container/image';
import type { Daemon } from '../daemon';
import { type GoStruct, type GoValue, mapOf } from '../gotemplate/value';
import type { ProfileName } from '../profile';
import { orNil, setOf, struct } from './shape';

/** Every image holds one and the same set of tools. */
export const IMAGE_SIZE = 75_101_830;

/** It was imported when the run began. */
export const IMAGE_CREATED = 0;

export function inspectImage(d: Daemon, image: Image, api: ProfileName): GoStruct {
  const layer = image.id.slice('sha256:'.length);
  const folder = `/var/lib/docker/overlay2/${layer}`;
  const old = api === '20.10';
  return struct('image.InspectResponse', {
    Id: image.id,
    RepoTags: [`${image.repository}:${image.tag}`],
    RepoDigests: [],
    Parent: '',
    Comment: 'Imported from -',
    Created: formatTime(IMAGE_CREATED),
    ...(old ? { Container: '', ContainerConfig: containerConfig([], []) } : {}),
    DockerVersion: d.profile.version,
    Author: '',
    ...(old ? { Config: containerConfig(image.cmd, image.exposed) } : {}),
    Architecture: 'amd64',
    Os: 'linux',
    Size: IMAGE_SIZE,
    ...(old ? { VirtualSize: IMAGE_SIZE } : {}),
    GraphDriver: struct('storage.DriverData', {
      Data: mapOf({ MergedDir: `${folder}/merged`, UpperDir: `${folder}/diff`, WorkDir: `${folder}/work` }),
      Name: 'overlay2',
    }),
    RootFS: struct('image.RootFS', { Type: 'layers', Layers: [`sha256:${[...layer].reverse().join('')}`] }),
    Metadata: struct('image.Metadata', { LastTagTime: formatTime(IMAGE_CREATED) }),
    ...(old ? {} : { Config: imageConfig(image) }),
  });
}

/** API 1.41 shows a container's configuration. */
function containerConfig(cmd: readonly string[], exposed: readonly string[]): GoStruct {
  return struct('*container.Config', {
    Hostname: '',
    Domainname: '',
    User: '',
    AttachStdin: false,
    AttachStdout: false,
    AttachStderr: false,
    ...(exposed.length === 0 ? {} : { ExposedPorts: setOf(exposed) }),
    Tty: false,
    OpenStdin: false,
    StdinOnce: false,
    Env: null,
    Cmd: orNil(cmd),
    Image: '',
    Volumes: null,
    WorkingDir: '',
    Entrypoint: null,
    OnBuild: null,
    Labels: null,
  });
}

/** Later ones that of the OCI image. */
function imageConfig(image: Image): GoStruct {
  const fields: Record<string, GoValue> = { Cmd: orNil(image.cmd), Entrypoint: null, Env: null };
  if (image.exposed.length > 0) fields['ExposedPorts'] = setOf(image.exposed);
  return struct('*dockerspec.DockerOCIImageConfig', {
    ...fields,
    Labels: null,
    OnBuild: null,
    User: '',
    Volumes: null,
    WorkingDir: '',
  });
}
