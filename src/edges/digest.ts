import { createHash } from "node:crypto";

/** The digest of bytes as registries write it: `sha256:` and 64 hexadecimal digits. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** The hexadecimal SHA-256 of a text in UTF-8, as the domain is given it. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
