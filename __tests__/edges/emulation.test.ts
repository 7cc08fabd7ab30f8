import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { machine, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { PlatformRun } from "../../src/domain/emulation.ts";
import { emulatorName } from "../../src/domain/emulator.ts";
import { ActionError } from "../../src/domain/failure.ts";
import { enginePlatform, parsePlatform, type Platform } from "../../src/domain/platform.ts";
import {
  type EmulationMeans,
  ensureEmulation,
  installEmulators,
  readHandlers,
} from "../../src/edges/emulation.ts";

const HERE = enginePlatform("linux", machine());
const S390X = parsePlatform("linux/s390x");
const MIPS64 = parsePlatform("linux/mips64");

const IMAGE = "registry.example/binfmt@sha256:abc";

const fixture = new URL("../fixtures/binfmt/tonistiigi.json", import.meta.url);
const HANDLERS = JSON.parse(await readFile(fixture, "utf8")) as Record<string, string>;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "binfmt-test-"));
  await writeFile(join(root, "status"), "enabled\n");
  await writeFile(join(root, "register"), "");
  await chmod(join(root, "register"), 0o200);
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function register(name: string, text = HANDLERS[name] ?? ""): Promise<void> {
  await writeFile(join(root, name), text);
}

/** Does to the folder what the installer does to the kernel's table, and says the same. Nothing makes it fail. */
function anInstaller(changes: Partial<EmulationMeans> = {}) {
  const calls: (readonly string[])[] = [];
  const docker = async (args: readonly string[]): Promise<string> => {
    calls.push(args);
    const log: string[] = [];
    for (const name of option(args, "--uninstall")) {
      const there = (await readdir(root)).includes(name);
      if (there) await rm(join(root, name));
      log.push(`uninstalling: ${name} ${there ? "OK" : "not found"}`);
    }
    for (const architecture of option(args, "--install")) {
      const name = emulatorName({ os: "linux", architecture });
      const there = (await readdir(root)).includes(name);
      if (!there) await register(name);
      log.push(`installing: ${architecture} ${there ? `${name} already registered` : "OK"}`);
    }
    return [...log, '{"supported":["linux/amd64","linux/s390x"],"emulators":[]}'].join("\r\n");
  };
  const means = { image: IMAGE, docker, policy: "auto", sharesKernel: true, root, ...changes } as const;
  return { calls, means };
}

function option(args: readonly string[], name: string): readonly string[] {
  const at = args.indexOf(name);
  return at === -1 ? [] : args[at + 1]!.split(",");
}

function aRun(platform: Platform, by: PlatformRun["by"]): PlatformRun {
  return by === undefined
    ? { platform, how: "native", reason: "" }
    : { platform, how: "emulated", by, reason: "" };
}

describe("readHandlers", () => {
  it("reads every handler there is, and nothing else", async () => {
    await register("qemu-s390x");
    await register("aarch64", HANDLERS["qemu-aarch64"]);
    await register("wine", "enabled\ninterpreter /usr/bin/wine\nflags: \nextension .exe\n");
    const handlers = await readHandlers(root);
    expect(handlers?.map(({ name, enabled, flags }) => ({ name, enabled, flags }))).toEqual(
      expect.arrayContaining([
        { name: "qemu-s390x", enabled: true, flags: "POCF" },
        { name: "aarch64", enabled: true, flags: "POCF" },
      ]),
    );
    expect(handlers).toHaveLength(2);
  });

  it("takes no handler for enabled when the table is switched off", async () => {
    await register("qemu-s390x");
    await writeFile(join(root, "status"), "disabled\n");
    expect((await readHandlers(root))?.map(({ enabled }) => enabled)).toEqual([false]);
  });

  it("knows nothing where no table is", async () => {
    expect(await readHandlers(join(root, "missing"))).toBeUndefined();
    await mkdir(join(root, "empty"));
    expect(await readHandlers(join(root, "empty"))).toBeUndefined();
  });
});

describe("installEmulators", () => {
  it("starts one privileged container", async () => {
    const { calls, means } = anInstaller();
    const output = await installEmulators({ ...means, architectures: ["arm64", "s390x"], remove: [] });
    expect(calls).toEqual([
      ["run", "--rm", "--privileged", "--network", "none", "--tty", IMAGE, "--install", "arm64,s390x"],
    ]);
    expect(output).toContain("installing: arm64 OK");
  });

  it("removes first what is in the way", async () => {
    const { calls, means } = anInstaller();
    await installEmulators({ ...means, architectures: ["arm"], remove: ["qemu-arm"] });
    expect(calls[0]?.slice(-4)).toEqual(["--uninstall", "qemu-arm", "--install", "arm"]);
  });
});

describe("ensureEmulation", () => {
  it("starts no container and runs nothing when nothing is to be emulated by the kernel", async () => {
    const { calls, means } = anInstaller({ root: join(root, "missing"), folder: join(root, "missing") });
    await ensureEmulation([aRun(HERE, undefined), aRun(S390X, "buildkit"), aRun(S390X, "builder")], means);
    expect(calls).toEqual([]);
  });

  // The machine's own platform stands in for an emulated one, since its program surely runs.
  it("installs each architecture once, and is content when the table has it and its program runs", async () => {
    const { calls, means } = anInstaller();
    await ensureEmulation([aRun(HERE, "install"), aRun({ ...HERE }, "install")], means);
    expect(calls.map((args) => args.slice(-2))).toEqual([["--install", HERE.architecture]]);
    expect(await readdir(root)).toContain(emulatorName(HERE));
  });

  it("proves what was registered before without installing", async () => {
    const { calls, means } = anInstaller();
    await register(emulatorName(HERE));
    await ensureEmulation([aRun(HERE, "kernel")], means);
    expect(calls).toEqual([]);
  });

  it("replaces a handler of the same name that does not do", async () => {
    const { calls, means } = anInstaller();
    await register(emulatorName(HERE), HANDLERS[emulatorName(HERE)]!.replace("POCF", "OC"));
    await ensureEmulation([aRun(HERE, "install")], means);
    expect(calls[0]?.slice(-4)).toEqual(["--uninstall", emulatorName(HERE), "--install", HERE.architecture]);
    expect(await readFile(join(root, emulatorName(HERE)), "utf8")).toContain("POCF");
  });

  it("names what the kernel still lacks, and quotes the installer", async () => {
    const { means } = anInstaller({
      docker: () => Promise.resolve("installing: s390x cannot register: operation not permitted\r\n"),
    });
    const run = ensureEmulation([aRun(S390X, "install"), aRun(MIPS64, "install")], means);
    await expect(run).rejects.toMatchObject({
      code: "emulation",
      message:
        "linux/s390x and linux/mips64 cannot be run here\n" +
        "- linux/s390x: the kernel has no emulator registered for it\n" +
        "- linux/mips64: the kernel has no emulator registered for it\n" +
        "The installer of QEMU said: installing: s390x cannot register: operation not permitted",
    });
  });

  it("does not trust a handler that containers cannot use", async () => {
    const { means } = anInstaller();
    await register("emulator", HANDLERS["qemu-s390x"]!.replace("POCF", "OC"));
    await expect(ensureEmulation([aRun(S390X, "kernel")], means)).rejects.toMatchObject({
      message:
        "linux/s390x cannot be run here\n- linux/s390x: emulator is registered without flag F, which containers need",
    });
  });

  it("runs programs alone where the table cannot be read, and says why that may fail", async () => {
    const { means } = anInstaller({ root: join(root, "missing") });
    await ensureEmulation([aRun(HERE, "install")], means);
    const windows = parsePlatform("windows/amd64");
    await expect(ensureEmulation([aRun(windows, "kernel")], means)).rejects.toMatchObject({
      message: expect.stringMatching(/no program is known for it; nothing is mounted at .*missing/),
    });
  });

  it("believes the installer's report about a kernel that it cannot see", async () => {
    const { calls, means } = anInstaller({ sharesKernel: false });
    await ensureEmulation([aRun(S390X, "install")], means);
    expect(calls[0]?.slice(-3)).toEqual([IMAGE, "--install", "s390x"]);
    await expect(
      ensureEmulation([aRun(S390X, "install"), aRun(MIPS64, "install")], means),
    ).rejects.toMatchObject({
      message:
        "linux/mips64 cannot be run here\n- linux/mips64: the installer does not list it among what it can run\n" +
        "The installer of QEMU said: installing: s390x qemu-s390x already registered; " +
        "installing: mips64 OK",
    });
  });

  it("does not believe an installer without a report", async () => {
    const { means } = anInstaller({ sharesKernel: false, docker: () => Promise.resolve("") });
    await expect(ensureEmulation([aRun(S390X, "install")], means)).rejects.toMatchObject({
      code: "emulation",
    });
  });

  it("replaces blindly on a kernel that it cannot see when told to", async () => {
    const { calls, means } = anInstaller({ sharesKernel: false, policy: "always" });
    await ensureEmulation([aRun(S390X, "install")], means);
    expect(calls[0]?.slice(-4)).toEqual(["--uninstall", "qemu-s390x", "--install", "s390x"]);
  });

  it("says what to do when the installer cannot be started", async () => {
    const cause = new ActionError("docker", "docker run failed: pull access denied");
    const { means } = anInstaller({ docker: () => Promise.reject(cause) });
    await expect(ensureEmulation([aRun(S390X, "install")], means)).rejects.toMatchObject({
      code: "emulation",
      message: "QEMU could not be installed for linux/s390x: docker run failed: pull access denied",
      cause,
    });
  });

  it.each([new ActionError("cancelled", "the job was cancelled"), new Error("a defect")])(
    "passes on %s as it is",
    async (error) => {
      const { means } = anInstaller({ docker: () => Promise.reject(error) });
      await expect(ensureEmulation([aRun(S390X, "install")], means)).rejects.toBe(error);
    },
  );
});
