import { createHash } from 'node:crypto';

/** The key that a server must show, pinned by its fingerprint or as the line of its public key. */
export interface HostKey {
  /** As ssh-keygen -l prints it. */
  readonly fingerprint: string;
  /** Which kinds of key to ask for; undefined: any. */
  readonly algorithms: readonly string[] | undefined;
}

/** @param pinned `SHA256:…`, or `ssh-ed25519 AAAA… comment` */
export function hostKeyOf(pinned: string): HostKey {
  if (pinned.startsWith('SHA256:')) return { fingerprint: pinned.replace(/=+$/, ''), algorithms: undefined };
  const [kind = '', base64 = ''] = pinned.split(' ');
  return {
    fingerprint: fingerprintOf(Buffer.from(base64, 'base64')),
    // An RSA key signs in three ways, of which the old one is not offered.
    algorithms: kind === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [kind],
  };
}

export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The kind of a key in SSH's wire format: a length, then its name. */
export function kindOf(key: Buffer): string {
  return key.length < 4 ? 'unknown' : key.toString('latin1', 4, 4 + key.readUInt32BE(0)).slice(0, 40);
}
