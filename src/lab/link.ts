/**
 * The fragment of a scenario link: `v=1&s=…&i=STEP`, where `s` is the scenario's JSON, deflated with a preset dictionary and in
 * base64url. docs/link-format.md states it for others. The dictionary is part of version 1 and never changes.
 */
import { deflateSync, Inflate } from 'fflate';
import { readScenario, type Scenario, SCENARIO_VERSION } from './scenario';

export type LinkError =
  'link_cut' | 'link_not_base64' | 'link_not_deflate' | 'link_version' | 'link_too_big' | 'link_not_scenario';

export type OpenedLink =
  | { readonly ok: true; readonly scenario: Scenario; readonly step: number }
  | { readonly ok: false; readonly error: LinkError; readonly detail: string };

const MAX_LINK = 100_000;
const MAX_JSON = 256 * 1024;
/** Inflated in slices this small, so that a bomb is noticed before it has grown. */
const SLICE = 64;

const DICTIONARY = new TextEncoder().encode(
  'docker run --rm -it --network-alias --hostname --add-host host.docker.internal:host-gateway --link --cap-add NET_ADMIN ' +
    'iptables -t nat -A POSTROUTING -j MASQUERADE ip netns exec ip link set dev up ip addr add ip route add default via ' +
    '@laptop curl -s http://10.0.0.10:8080/ nslookup traceroute -n 203.0.113.80 docker network inspect docker logs docker ps ' +
    'docker network create --subnet 172.18.0.0/16 --gateway --internal -d macvlan -o parent=eth0 docker network connect ' +
    'docker run -d --name mongodb --network goals-net -p 80:80 goals-node goals-react mongo nginx httpd busybox ubuntu debian ' +
    'docker run -d --name web -p 8080:80 nginx","docker exec c1 ip addr show eth0","docker exec c1 ip neigh","docker exec c1 ip route"' +
    '{"lines":["docker run -d --name c1 alpine","docker run -d --name c2 alpine","docker exec c1 ping -c 2 172.17.0.3"],"engine":"20.10","seed":1,"title":""}',
);

/** The fragment of a link that opens a scenario at a step. */
export function encodeLink(scenario: Scenario, step: number): string {
  const json = new TextEncoder().encode(JSON.stringify(scenario));
  return `v=${SCENARIO_VERSION}&s=${toBase64Url(deflateSync(json, { level: 9, dictionary: DICTIONARY }))}&i=${step}`;
}

/** What a fragment holds, or the one thing that is wrong with it. */
export function decodeLink(fragment: string): OpenedLink {
  const fail = (error: LinkError, detail = ''): OpenedLink => ({ ok: false, error, detail });
  if (fragment.length > MAX_LINK) return fail('link_too_big');
  const fields = new Map(
    fragment.split('&').map((field) => {
      const at = field.indexOf('=');
      return at < 0 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)];
    }),
  );
  const version = fields.get('v');
  if (version === undefined) return fail('link_cut');
  if (version !== String(SCENARIO_VERSION)) return fail('link_version', version.slice(0, 20));
  const packed = fields.get('s');
  if (packed === undefined || packed === '') return fail('link_cut');
  const bytes = fromBase64Url(packed);
  if (bytes === null) return fail('link_not_base64');
  const inflated = inflate(bytes);
  if (typeof inflated === 'string') return fail(inflated);
  const json = parseJson(inflated);
  if (json === null) return fail('link_not_scenario');
  const read = readScenario(json.value);
  if (!read.ok) return fail('link_not_scenario', read.detail);
  const step = Number(fields.get('i') ?? '0');
  return { ok: true, scenario: read.scenario, step: Number.isSafeInteger(step) && step >= 0 ? step : 0 };
}

function parseJson(bytes: Uint8Array): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return null;
  }
}

function inflate(bytes: Uint8Array): Uint8Array | 'link_too_big' | 'link_not_deflate' | 'link_cut' {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const end = { reached: false };
  const stream = new Inflate({ dictionary: DICTIONARY }, (chunk, final) => {
    chunks.push(chunk.slice());
    size += chunk.length;
    end.reached = final;
  });
  try {
    for (let at = 0; at < bytes.length; at += SLICE) {
      stream.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
      if (size > MAX_JSON) return 'link_too_big';
    }
  } catch (error) {
    return error instanceof Error && error.message.includes('EOF') ? 'link_cut' : 'link_not_deflate';
  }
  if (!end.reached) return 'link_cut';
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat(-text.length & 3));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
