import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isUserFolderName, readJtsIni } from "../../src/host-files/jts-ini.ts";
import { jtsKeys, strayKeys } from "../../src/host-files/jts-keys.ts";
import { alice, bob, bytes, carol, jtsIni2017, jtsIni2019, jtsIni2026, jtsIniMisunderstood } from "./specimens.ts";

describe("what jts.ini means", () => {
  test("a file of 2017 has user codes before short folder names", () => {
    expect(readJtsIni(bytes(jtsIni2017))).toMatchObject({
      tradingMode: "paper",
      locale: "en",
      timeZone: undefined,
      debug: false,
      userFolders: [{ folder: "abcdefghij", userCode: "Qm9nVXNlcg10" }],
    });
  });

  test("a file of 2019 lists folder names, with further ones in a section of their own", () => {
    const read = readJtsIni(bytes(jtsIni2019));
    expect(read).toMatchObject({ tradingMode: "live", timeZone: "Europe/Berlin" });
    expect(read.userFolders).toEqual([alice, bob, carol].map((folder) => ({ folder, userCode: undefined })));
  });

  test("folders may be parted by semicolons too, and a trailing comma means nothing", () => {
    const read = readJtsIni(bytes(`[Logon]\nUserNameToDirectory=${alice};Ab0=,${bob},,`));
    expect(read.userFolders).toEqual([
      { folder: alice, userCode: undefined },
      { folder: bob, userCode: "Ab0=" },
    ]);
  });

  test("a file of 2026 has the host's log at level DEBUG, which is said", () => {
    const read = readJtsIni(bytes(jtsIni2026));
    expect(read.debug).toBe(true);
    expect(read.remarks.map(({ code }) => code)).toEqual(["often-misread", "often-misread", "debug-on"]);
  });

  test("debug counts only where it is documented, and not as a comment", () => {
    expect(readJtsIni(bytes("[Logon]\ndebug=1")).debug).toBe(false);
    expect(readJtsIni(bytes("[Communication]\n#debug=1")).debug).toBe(false);
    expect(readJtsIni(bytes("[Communication]\ndebug = 1 ")).debug).toBe(true);
  });

  test("the port that people take for that of the API is said to be another", () => {
    const remark = readJtsIni(bytes(jtsIni2017)).remarks.find(({ about }) => about.startsWith("LocalServerPort"));
    expect(remark).toMatchObject({ code: "often-misread", weight: "note", line: 8 });
    expect(remark?.about).toContain("not the port of the API socket");
  });

  test("keys of other files are found with their lines, whatever their case, and what to do about them", () => {
    const { remarks } = readJtsIni(bytes(jtsIniMisunderstood));
    expect(remarks.filter(({ code }) => code !== "often-misread").map(({ code, line }) => [code, line])).toEqual([
      ["misplaced-key", 1],
      ["stray-key", 4],
      ["stray-key", 5],
      ["stray-key", 6],
      ["misplaced-key", 7],
      ["misplaced-key", 9],
      ["misplaced-key", 10],
      ["trading-mode", 11],
      ["stray-key", 12],
    ]);
    expect(remarks.find(({ line }) => line === 4)?.about).toContain("IBC's config.ini");
    expect(remarks.find(({ line }) => line === 5)?.about).toContain("tws.xml or ibg.xml");
    expect(JSON.stringify(remarks)).not.toContain("not-shown");
  });

  test("a key in other letters than hosts write is remarked", () => {
    const { remarks } = readJtsIni(bytes("[Logon]\ntimezone=Etc/UTC"));
    expect(remarks).toMatchObject([{ code: "other-case", line: 2 }]);
  });

  test("damage becomes remarks, and remarks name no user folder", () => {
    const { remarks } = readJtsIni(bytes(`${jtsIni2019}UserNameToDirectory=${alice}\r\n\0\0\0`));
    expect(remarks.map(({ code }) => code)).toContain("jts-ini-nul");
    expect(JSON.stringify(remarks)).not.toMatch(/[a-p]{40}/);
  });

  test("any bytes are read without an exception", () => {
    expect(() =>
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), (some) => {
          readJtsIni(some);
          readJtsIni(Uint8Array.from([...bytes("[Logon]\nUserNameToDirectory="), ...some]));
        }),
      ),
    ).not.toThrow();
  });

  test("twenty thousand users are read", () => {
    const many = Array.from(
      { length: 20_000 },
      (_, at) =>
        alice.slice(0, 35) +
        at
          .toString(8)
          .padStart(5, "0")
          .replaceAll(/\d/g, (digit) => "abcdefgh"[Number(digit)] as string),
    );
    expect(readJtsIni(bytes(`[Logon]\nUserNameToDirectory=${many.join(",")}`)).userFolders).toHaveLength(20_000);
  });
});

describe("the tables of keys", () => {
  test("list every key once, say what it means, and where else it belongs", () => {
    const names = jtsKeys.map(({ section, key }) => `${section} ${key}`);
    expect(new Set(names).size).toBe(names.length);
    const strays = strayKeys.map(({ key }) => key.toLowerCase());
    expect(new Set(strays).size).toBe(strays.length);
    for (const { about } of jtsKeys) expect(about).toMatch(/\.$/);
    expect(jtsKeys.filter(({ key }) => strays.includes(key.toLowerCase()))).toEqual([]);
  });

  test("names of user folders are told by their length and letters", () => {
    expect([alice, "abcdefghij", `${alice}a`, alice.toUpperCase(), "ibgateway"].map(isUserFolderName)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
