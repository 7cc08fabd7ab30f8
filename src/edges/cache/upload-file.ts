import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import type { StoredBlob } from "./blob-store.ts";

/** A blob that is being pushed, in one request or several, with the hash of what has arrived. */
export class UploadFile implements StoredBlob {
  readonly file: string;
  readonly #hash = createHash("sha256");
  #sizeBytes = 0;
  #isBusy = false;

  constructor(file: string) {
    this.file = file;
  }

  /** How much has arrived. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Whether a request writes to it now. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /**
   * Appends the body of a request.
   * @throws what the client or the disk failed with; the file is of no use then.
   */
  async append(body: IncomingMessage): Promise<void> {
    this.#isBusy = true;
    try {
      const file = await open(this.file, "a");
      await file.writeFile(this.#noted(body)).finally(() => file.close());
    } finally {
      this.#isBusy = false;
    }
  }

  /** The digest of everything; nothing can be appended afterwards. */
  digest(): string {
    return `sha256:${this.#hash.digest("hex")}`;
  }

  async remove(): Promise<void> {
    await rm(this.file, { force: true });
  }

  async *#noted(body: IncomingMessage): AsyncGenerator<Buffer> {
    // When the disk fails, the connection has to stay for the answer.
    const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    for await (const chunk of chunks) {
      this.#hash.update(chunk);
      this.#sizeBytes += chunk.byteLength;
      yield chunk;
    }
  }
}
