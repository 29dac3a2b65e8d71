/** Ethernet addresses as lower-case text, `02:42:ac:11:00:02`: the form every tool prints and every table uses as its key. */
import type { Ipv4 } from './ipv4';

export type Mac = string & { readonly __brand?: 'Mac' };

export const MAC_BROADCAST: Mac = 'ff:ff:ff:ff:ff:ff';
export const MAC_ZERO: Mac = '00:00:00:00:00:00';

/** Six hexadecimal octets, or null. */
export function parseMac(text: string): Mac | null {
  const lower = text.toLowerCase();
  return /^[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}$/.test(lower)
    ? lower
        .split(':')
        .map((octet) => octet.padStart(2, '0'))
        .join(':')
    : null;
}

/** The group bit: broadcast and multicast addresses have it (IEEE 802.3). */
export function isGroupMac(mac: Mac): boolean {
  // Digits have the parity of their character code, letters the other one.
  const code = mac.charCodeAt(1);
  return (code & 1) === (code < 0x3a ? 1 : 0);
}

/** An address from six numbers below 256. */
export function macFromBytes(bytes: ArrayLike<number>): Mac {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** Docker 20.10's container address: `02:42:` and the four octets of its IPv4 address. */
export function macFromIpv4(ip: Ipv4): Mac {
  return macFromBytes([0x02, 0x42, ip >>> 24, (ip >>> 16) & 255, (ip >>> 8) & 255, ip & 255]);
}

/** Where an IPv4 multicast group goes on Ethernet (RFC 1112, section 6.4). */
export function macFromGroup(ip: Ipv4): Mac {
  return macFromBytes([0x01, 0x00, 0x5e, (ip >>> 16) & 127, (ip >>> 8) & 255, ip & 255]);
}
