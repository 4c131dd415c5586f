import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET = /^(drawbridge_[a-z]+)_([2-9a-z]{12})_([A-Za-z0-9_-]{43})$/;

/** The kinds of secret that we mint; the prefix is what secret scanners look for. */
export type SecretKind = 'drawbridge_scim' | 'drawbridge_client';

/** A new secret of 256 random bits that carries its kind and its organization's short id. */
export function mintSecret(kind: SecretKind, organizationShortId: string): string {
  return `${kind}_${organizationShortId}_${randomBytes(32).toString('base64url')}`;
}

/** Whether `claimed` is shaped like a secret of this kind. Says nothing about whether it counts. */
export function isSecretShaped(kind: SecretKind, claimed: string): boolean {
  return SECRET.exec(claimed)?.[1] === kind;
}

/** SHA-256 of a secret: what is kept and looked up. Enough for 256 random bits (ASVS 6.5.2). */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** Whether two secrets are equal, in a time that says nothing about where they differ. */
export function isSameSecret(claimed: string, known: string): boolean {
  return timingSafeEqual(hashSecret(claimed), hashSecret(known));
}

/** Seals and opens short texts that travel through a client, such as page cursors. */
export type Seal = {
  /** URL-safe text that nobody else can make or read. */
  close(text: string): string;
  /** The text that `close` was given, or undefined for anything else. */
  open(claimed: string): string | undefined;
};

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A seal for one purpose: AES-256-GCM under a key derived for it. The first of `keys` closes, all of them open, so
 * that keys can be rotated. A text sealed for another purpose does not open.
 */
export function sealFor(purpose: string, keys: readonly string[]): Seal {
  const derived = keys.map((key) => Buffer.from(hkdfSync('sha256', key, '', `drawbridge ${purpose}`, 32)));
  const [current] = derived;
  if (current === undefined) throw new Error('a seal needs at least one key');
  return {
    close(text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, current, iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(claimed) {
      const bytes = Buffer.from(claimed, 'base64url');
      if (bytes.length <= IV_BYTES + TAG_BYTES || bytes.toString('base64url') !== claimed) return undefined;
      return derived.map((key) => opened(key, bytes)).find((text) => text !== undefined);
    },
  };
}

function opened(key: Buffer, bytes: Buffer): string | undefined {
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return text.toString('utf8');
  } catch {
    return undefined;
  }
}
