import { createHash } from "node:crypto";

const FILES = 34;
const FILE_BYTES = 30 * 1024;
const TAR_BLOCK_BYTES = 512;

/**
 * Bytes that only the seed decides and that no program can make much shorter. All have their highest bit set, which
 * nothing else in an archive has: so `tr` can replace them there and leave names and sizes alone.
 *
 * @param {string} seed
 * @param {number} sizeBytes
 */
function noise(seed, sizeBytes) {
  const count = Math.ceil(sizeBytes / 32);
  const parts = Array.from({ length: count }, (_, at) =>
    createHash("sha256").update(`${seed} ${at}`).digest(),
  );
  return Buffer.concat(parts)
    .subarray(0, sizeBytes)
    .map((byte) => byte | 0x80);
}

/**
 * A file's header, with neither owner nor time.
 *
 * @param {string} name
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 */
function tarHeader(name) {
  const header = Buffer.alloc(TAR_BLOCK_BYTES);
  header.write(name, 0);
  header.write(["0000644", "0000000", "0000000", ""].join("\0"), 100);
  header.write(`${FILE_BYTES.toString(8).padStart(11, "0")}\0${"0".repeat(11)}\0`, 124);
  header.write("        0", 148);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/**
 * An archive of about a megabyte in 34 files, which only the seed decides.
 *
 * @param {string} seed
 */
export function packageArchive(seed) {
  const files = Array.from({ length: FILES }, (_, at) => `file-${at}.js`);
  const members = files.flatMap((name) => [tarHeader(name), noise(`${seed} ${name}`, FILE_BYTES)]);
  return Buffer.concat([...members, Buffer.alloc(2 * TAR_BLOCK_BYTES)]);
}
