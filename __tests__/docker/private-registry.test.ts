import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startRegistry } from "../../scripts/lib/engine.mjs";
import type { ActionRun } from "../../scripts/lib/runner.mjs";
import { engine, World } from "../support/world.ts";

const PASSWORD = "secret";
/** The user `octocat` with that password, as `htpasswd -B` writes it. */
const HTPASSWD = "octocat:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";
const BASIC = Buffer.from(`octocat:${PASSWORD}`).toString("base64");

describe("a registry that wants a login", () => {
  const world = new World({ Dockerfile: "ARG BASE\nFROM ${BASE}\nRUN true\n" });
  const folder = mkdtempSync(join(tmpdir(), "private-registry-"));
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  let image: string;

  beforeAll(async () => {
    registry = await startRegistry({ folder, htpasswd: HTPASSWD });
    image = `${registry.host}/acme/private`;
  });
  afterAll(async () => {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
    world.remove();
  });

  const run = (inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) =>
    world.run({ platforms: "linux/amd64,linux/arm64", images: image, tags: "one", ...inputs }, { env });

  /** All that a run shows or leaves to others. */
  const told = ({ main, post, outputs, state, summary }: ActionRun) =>
    // The runner hides what it is told to hide, but is told with the value itself.
    [
      main.log.replace(/^::add-mask::.*$/gm, ""),
      post.log,
      JSON.stringify(outputs),
      JSON.stringify(state),
      summary,
    ].join();

  it("is published to and verified with the login, which shows nowhere", async () => {
    const published = await run({ registry: registry.host, username: "octocat", password: PASSWORD });
    expect(published.main.exitCode).toBe(0);
    expect(published.main.log).toContain(`Login to ${registry.host} as octocat`);
    expect(Object.keys(JSON.parse(published.outputs["digests"] ?? "") as object)).toHaveLength(2);
    expect(told(published)).not.toContain(PASSWORD);
    expect(told(published)).not.toContain(BASIC);
    expect(world.leftovers()).toEqual([]);
  });

  it("takes the login from registry-auth too", async () => {
    const auth = `- registry: ${registry.host}\n  username: octocat\n  password: ${PASSWORD}\n`;
    expect((await run({ "registry-auth": auth })).main.exitCode).toBe(0);
  });

  it("works with the login that the user's own docker config has, and leaves that alone", async () => {
    const config = join(world.temp, "user-config");
    mkdirSync(join(config, "cli-plugins"), { recursive: true });
    const text = JSON.stringify({ auths: { [registry.host]: { auth: BASIC } } });
    writeFileSync(join(config, "config.json"), text);
    const { symlinkSync, readFileSync } = await import("node:fs");
    const plugin = "cli-plugins/docker-buildx";
    symlinkSync(join(engine.env["DOCKER_CONFIG"] ?? "", plugin), join(config, plugin));
    const published = await run({}, { DOCKER_CONFIG: config });
    expect(published.main.exitCode).toBe(0);
    expect(readFileSync(join(config, "config.json"), "utf8")).toBe(text);
  });

  it.each([
    { login: "a wrong password", inputs: { username: "octocat", password: "wrong" } },
    { login: "no login", inputs: {} },
  ])("refuses $login before anything is built", async ({ inputs }) => {
    const login = "username" in inputs ? { registry: registry.host, ...inputs } : {};
    const refused = await run(login);
    expect(refused.main.exitCode).toBe(1);
    const [error] = refused.commands.filter(({ name }) => name === "error");
    expect(error?.message).toContain(registry.host);
    expect(error?.message).toMatch(/authentication required/i);
    expect(error?.message).toMatch(/registry-auth|username/);
    expect(refused.main.log).not.toContain("building with");
    expect(world.leftovers()).toEqual([]);
  });
});
