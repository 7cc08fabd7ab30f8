import { copyFileSync, existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { docker, engine, freshName, World } from "../support/world.ts";

const HANDLER = "/proc/sys/fs/binfmt_misc/qemu-mips64el";

/** An installer that does what tonistiigi/binfmt does for one architecture, as no image can be pulled everywhere. */
const INSTALLER = String.raw`#!/bin/sh
mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc 2>/dev/null
case "$*" in *mips64le*) ;; *) echo "no architecture: $*" >&2; exit 0 ;; esac
magic='\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x08\x00'
mask='\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff'
printf '%s' ":qemu-mips64el:M::$magic:$mask:/usr/bin/qemu-mips64el:$FLAGS" > /proc/sys/fs/binfmt_misc/register
echo "installing: mips64le OK" >&2
echo '{"supported":["linux/amd64"],"emulators":["qemu-mips64el"]}'
`;

describe("a platform whose emulator is missing", () => {
  const world = new World({
    Dockerfile: "FROM scratch\nCOPY Dockerfile /\n",
    "installer/binfmt": INSTALLER,
    "installer/Dockerfile":
      'ARG BASE\nFROM ${BASE}\nARG FLAGS\nENV FLAGS=${FLAGS}\nCOPY qemu-mips64el /usr/bin/\nCOPY --chmod=755 binfmt /\nENTRYPOINT ["/binfmt"]\n',
  });
  const inputs = { platforms: "linux/mips64le", push: "false", cache: "off" };

  beforeAll(() => {
    if (engine.provisioned)
      copyFileSync(findProgram("qemu-mips64el"), join(world.workspace, "installer/qemu-mips64el"));
  });
  afterAll(() => {
    unregister();
    world.remove();
  });

  /** The installer's image: the real one where images can be pulled. */
  async function installer(flags: string): Promise<Readonly<Record<string, string>>> {
    if (!engine.provisioned) return {};
    const image = freshName();
    const args = ["--build-arg", `BASE=${engine.base}`, "--build-arg", `FLAGS=${flags}`];
    await docker(
      "buildx",
      "build",
      "--quiet",
      "--push",
      "--tag",
      image,
      ...args,
      join(world.workspace, "installer"),
    );
    return { "qemu-image": image };
  }

  it("has it installed by the installer's image, seen in the kernel's table, and proven by a program", async () => {
    unregister();
    const run = await world.run({ ...inputs, ...(await installer("F")) });
    expect(run.main.log).toContain("Platform linux/mips64le is emulated by qemu-mips64el, to be installed");
    expect(run.main.log).toContain("Installing emulators from");
    expect(run.main.exitCode).toBe(0);
    expect(existsSync(HANDLER)).toBe(true);
  });

  it("does not have it installed again", async () => {
    const run = await world.run({ ...inputs, qemu: "never" });
    expect(run.main.exitCode).toBe(0);
    expect(run.main.log).toContain(
      "Platform linux/mips64le is emulated by qemu-mips64el (already registered",
    );
  });

  it("is an error when the installer ends well but installs what containers cannot use", async () => {
    if (!engine.provisioned) return; // the real installer does not do that
    unregister();
    const run = await world.run({ ...inputs, ...(await installer("")) });
    expect(run.main.exitCode).toBe(1);
    const [error] = run.commands.filter(({ name }) => name === "error");
    expect(error?.message).toContain("linux/mips64le: qemu-mips64el is registered without flag F");
    expect(error?.message).toContain("installing: mips64le OK");
    expect(run.main.log).not.toContain("building with");
  });
});

function unregister(): void {
  if (existsSync(HANDLER)) writeFileSync(HANDLER, "-1");
}

function findProgram(name: string): string {
  const folders = (engine.env["PATH"] ?? "").split(delimiter);
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`There is no ${name} on the engine's PATH.`);
  return found;
}
