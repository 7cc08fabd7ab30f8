import { randomBytes } from "node:crypto";
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { docker, engine, freshName, World } from "../support/world.ts";

const DOCKERFILE = `
ARG BASE
FROM \${BASE}
RUN --mount=type=secret,id=value --mount=type=secret,id=variable --mount=type=secret,id=file \\
    for id in value variable file; do sha256sum < /run/secrets/$id | cut -d' ' -f1; done > /sums
`;

describe("build secrets", () => {
  const [value, variable, file] = [1, 2, 3].map(() => randomBytes(16).toString("hex")) as [
    string,
    string,
    string,
  ];
  const multiline = `-----BEGIN-----\n${value}, with "quotes"\n-----END-----`;
  const world = new World({ Dockerfile: DOCKERFILE, "secret.txt": file, ".dockerignore": "*\n" });
  afterAll(() => {
    world.remove();
  });

  it("reach the build whole, and are in no image, log, summary, output, state or provenance", async () => {
    const name = freshName();
    const run = await world.run(
      {
        platforms: "linux/amd64,linux/arm64",
        images: name,
        tags: "one",
        provenance: "mode=max",
        "no-cache": "true", // a secret is no part of a step's cache key
        secrets: `"value=${multiline.replaceAll('"', '""')}"`,
        "secret-envs": "variable=SOME_TOKEN",
        "secret-files": "file=secret.txt",
      },
      { env: { SOME_TOKEN: variable } },
    );
    expect(run.main.exitCode).toBe(0);

    const sums = await docker("run", "--rm", `${name}:one`, "cat", "/sums");
    const { createHash } = await import("node:crypto");
    const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
    expect(sums.trim().split("\n")).toEqual([multiline, variable, file].map(sha256));

    const shown = [
      run.main.log.replace(/^::add-mask::.*$/gm, ""),
      run.post.log,
      run.summary,
      JSON.stringify([run.outputs, run.state]),
      await everyByteOf(name, run.outputs["digest"] ?? ""),
    ].join("\n");
    for (const secret of [value, variable, file]) expect(shown).not.toContain(secret);
    expect(filesWith(value, world.temp)).toEqual([]);
    expect(world.leftovers()).toEqual([]);
  });

  it("that are empty, as a fork's are, are left out with a notice", async () => {
    world.write({ Plain: "ARG BASE\nFROM ${BASE}\nRUN --mount=type=secret,id=none true\n" });
    const run = await world.run({ file: "Plain", platforms: "linux/amd64", push: "false", secrets: "none=" });
    expect(run.main.exitCode).toBe(0);
    expect(run.main.log).toContain('::notice::The secret "none" is empty and left out');
  });
});

interface Node {
  readonly manifests?: readonly { readonly digest: string }[];
  readonly layers?: readonly { readonly digest: string }[];
  readonly config?: { readonly digest: string };
}

/** All bytes of an image in the registry: index, manifests, attestations, configs and unpacked layers. */
async function everyByteOf(name: string, digest: string): Promise<string> {
  const repository = name.slice(name.indexOf("/") + 1);
  const read = async (path: string) => {
    const accept = "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json";
    const response = await fetch(`http://${engine.registry}/v2/${repository}/${path}`, {
      headers: { accept },
    });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  };
  const { gunzipSync } = await import("node:zlib");
  const index = await read(`manifests/${digest}`);
  const texts = [index.toString("latin1")];
  for (const child of (JSON.parse(index.toString()) as Node).manifests ?? []) {
    const manifest = await read(`manifests/${child.digest}`);
    texts.push(manifest.toString("latin1"));
    const { config, layers = [] } = JSON.parse(manifest.toString()) as Node;
    for (const blob of [...(config ? [config] : []), ...layers]) {
      const bytes = await read(`blobs/${blob.digest}`);
      texts.push((bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("latin1"));
    }
  }
  expect(texts.length).toBeGreaterThan(8);
  return texts.join("\n");
}

function filesWith(text: string, folder: string): readonly string[] {
  if (readdirSync(folder).length === 0) return [];
  try {
    return execFileSync("grep", ["-rl", text, join(folder)], { encoding: "utf8" })
      .trim()
      .split("\n");
  } catch {
    return []; // grep ends with 1 when it finds nothing
  }
}
