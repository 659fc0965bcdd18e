/** The search with the real file system, in a folder of its own. */
import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execFileSync } from "node:child_process";
import type { Machine } from "../../src/host-files/places.ts";
import { findHostFolders, type HostFolders } from "../../src/node/find-host-folders.ts";
import { searchBounds } from "../../src/node/folder-reader.ts";
import { alice, apiSettingsXml, bob, carol, encrypted, jtsIni2019 } from "../host-files/specimens.ts";

const unix = process.platform !== "win32";

describe.runIf(unix)("finding settings folders in a real tree", () => {
  let home = "";
  const search = (folders: readonly string[] = []): Promise<HostFolders> => {
    const machine: Machine = { platform: "linux", home, env: {}, homes: [], running: [] };
    return findHostFolders({ machine, folders });
  };
  const inHere = ({ folders }: HostFolders) => folders.filter(({ path }) => path.startsWith(home));

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "twscope-folders-"));
    await chmod(home, 0o755);
    const jts = join(home, "Jts");
    for (const user of [alice, bob, carol]) await mkdir(join(jts, user), { recursive: true });
    await writeFile(join(jts, "jts.ini"), jtsIni2019);
    await writeFile(join(jts, alice, "tws.xml"), apiSettingsXml({ createApiMsgLogFile: "true" }));
    await writeFile(join(jts, alice, "api.5.20260508.101010.ibgzenc"), encrypted);
    await utimes(join(jts, alice, "api.5.20260508.101010.ibgzenc"), 1_778_000_000, 1_778_000_000);
    await symlink(jts, join(jts, "again"));
    await symlink(join(jts, "circle"), join(jts, "circle"));
    execFileSync("mkfifo", [join(jts, alice, "api.6.log")]);
  });

  afterAll(async () => {
    await chmod(join(home, "Jts", bob), 0o755).catch(() => {});
    await rm(home, { recursive: true, force: true });
  });

  test("users, sizes, times and first bytes are read; pipes and circles stop nothing", async () => {
    const found = await search();
    const [folder, ...others] = inHere(found);
    expect(others).toEqual([]);
    const user = folder?.users.find(({ name }) => name === alice);
    expect(user?.logs).toMatchObject([{ client: 5, contents: "encrypted", size: encrypted.length, clock: "101010" }]);
    expect(user?.logs[0]?.modifiedMs).toBe(
      1_778_000_000_000 - new Date(1_778_000_000_000).getTimezoneOffset() * 60_000,
    );
    expect(user?.apiSettings).toMatchObject([{ state: "plain", apiLog: true }]);
    expect(found.problems.filter(({ path }) => path.startsWith(home)).map(({ code }) => code)).toEqual(["ELOOP"]);
  });

  test.runIf(process.seteuid)("a folder without permission is reported, and the others are found", async () => {
    await chmod(join(home, "Jts", bob), 0o000);
    const before = process.geteuid?.() ?? 0;
    // Whoever may do everything would be stopped by nothing.
    if (before === 0) process.seteuid?.(65_534);
    try {
      const found = await search();
      expect(
        inHere(found)[0]
          ?.users.map(({ name }) => name)
          .toSorted(),
      ).toEqual([alice, carol].toSorted());
      expect(found.problems).toContainEqual({
        path: join(home, "Jts", bob),
        code: "EACCES",
        about: "no permission to read it",
      });
    } finally {
      process.seteuid?.(before);
    }
  });

  test("ten thousand logs are listed, the newest are looked into, and the rest is said to be left out", async () => {
    const many = join(home, "many");
    await mkdir(join(many, carol), { recursive: true });
    await writeFile(join(many, "jts.ini"), "");
    const names = Array.from({ length: 10_000 }, (_, at) => `api.${at}.20260508.101010.log`);
    for (let at = 0; at < names.length; at += 250)
      await Promise.all(
        names.slice(at, at + 250).map((name) => writeFile(join(many, carol, name), "11:49:32:797 -> x\n")),
      );
    const found = await search([many]);
    const user = found.folders.find(({ path }) => path === many)?.users[0];
    expect(user?.logs).toHaveLength(10_000);
    expect(user?.clients).toHaveLength(10_000);
    expect(user?.logs.filter(({ contents }) => contents === "text")).toHaveLength(searchBounds.headsMax);
    expect(found.problems).toContainEqual(expect.objectContaining({ code: "cut", path: join(many, carol) }));
  });

  test("this machine can be searched as it is", async () => {
    const found = await findHostFolders();
    expect(found.looked.length).toBeGreaterThan(5);
  });
});
