import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runningHost, wordsOf, type RunningHost } from "../../src/host-files/command-line.ts";
import type { Platform } from "../../src/host-files/host-paths.ts";

const read = (words: readonly string[] | string, platform: Platform): RunningHost => {
  const found = runningHost({ pid: 7, words }, platform);
  if (!found) throw new Error("not recognised");
  return found;
};
const paths = (named: RunningHost["settings"]): string[] => named.map(({ path }) => path);

const windowsJava =
  String.raw`"c:\users\someone\i4j_jres\abc\17.0.16\bin\java.exe"  --add-opens=java.base/java.util=ALL-UNNAMED ` +
  String.raw`-cp  "C:\Jts\ibgateway\1045\jars\jts4launch-1045.jar;C:\Jts\ibgateway\1045\jars\x.jar;C:\IBC\IBC.jar" ` +
  String.raw`-Xmx768m -DjtsConfigDir="D:\My Settings\Gateway" -Dibcsessionid="1" ibcalpha.ibc.IbcGateway "C:\IBC Live\config.ini" live`;

describe("the command line of a running host", () => {
  test("of a Gateway that IBC runs on Windows names settings, installation and IBC's file, blanks included", () => {
    const found = read(windowsJava, "win32");
    expect(found).toMatchObject({ pid: 7, program: "Gateway", launcher: false, inContainer: false });
    expect(found.settings).toEqual([{ path: String.raw`D:\My Settings\Gateway`, unsure: false }]);
    expect(found.installs).toEqual([String.raw`C:\Jts\ibgateway\1045`]);
    expect(paths(found.ibcConfigs)).toEqual([String.raw`C:\IBC Live\config.ini`]);
  });

  test("on Linux has certain words, of which the last -DjtsConfigDir counts", () => {
    const found = read(
      [
        "/opt/jre/bin/java",
        "-cp",
        "/home/u/Jts/1045/jars/a.jar:/home/u/Jts/1045/jars/twslaunch-1045.jar",
        "-DjtsConfigDir=/old",
        "-J-DjtsConfigDir=/home/u/my settings",
        "install4j.jclient.LoginFrame",
        "/home/u/third",
      ],
      "linux",
    );
    expect(found.program).toBe("TWS");
    expect(found.settings).toEqual([
      { path: "/home/u/my settings", unsure: false },
      { path: "/home/u/third", unsure: false },
    ]);
    expect(found.installs).toEqual(["/home/u/Jts/1045"]);
  });

  test("on macOS does not tell where a path with blanks ends: every reading is given, the short one first", () => {
    const found = read(
      "/Users/u/Applications/IB Gateway 10.37/IB Gateway 10.37.app/Contents/MacOS/JavaApplicationStub -DjtsConfigDir=/Users/u/My Jts Live -Xmx768m",
      "darwin",
    );
    expect(found).toMatchObject({ program: "Gateway", launcher: false });
    expect(found.settings).toEqual([
      { path: "/Users/u/My", unsure: false },
      { path: "/Users/u/My Jts", unsure: true },
      { path: "/Users/u/My Jts Live", unsure: true },
    ]);
  });

  test("with the installer's placeholder says nothing of the settings folder; its working folder is left", () => {
    const words = [
      "/jre/bin/java",
      "-DjtsConfigDir=${installer:jtsConfigDir}",
      "install4j.ibgateway.GWClient",
      "${installer:cmdLineArgs}",
    ];
    const found = runningHost({ pid: 1, words, folder: "/home/u/ibgateway" }, "linux");
    expect(found).toMatchObject({ settings: [], folder: "/home/u/ibgateway", program: "Gateway" });
  });

  test("in a container gives paths that lead into the container", () => {
    const words = [
      "java",
      "-DjtsConfigDir=/home/ibgateway/Jts",
      "ibcalpha.ibc.IbcGateway",
      "/home/ibgateway/ibc/config.ini",
    ];
    const found = runningHost({ pid: 9, words, folder: "/work", root: "/proc/9/root" }, "linux");
    expect(found).toMatchObject({
      inContainer: true,
      folder: "/proc/9/root/work",
      settings: [{ path: "/proc/9/root/home/ibgateway/Jts" }],
      ibcConfigs: [{ path: "/proc/9/root/home/ibgateway/ibc/config.ini" }],
    });
  });

  test("of IBC's scripts names settings and file, and is told from the program itself", () => {
    const unix = read(
      [
        "bash",
        "/opt/ibc/scripts/ibcstart.sh",
        "1045",
        "--gateway",
        "--tws-settings-path=/srv/jts",
        "--ibc-ini=/srv/ibc.ini",
        "--pw=secret",
      ],
      "linux",
    );
    expect(unix).toMatchObject({
      launcher: true,
      settings: [{ path: "/srv/jts" }],
      ibcConfigs: [{ path: "/srv/ibc.ini" }],
    });
    expect(JSON.stringify(unix)).not.toContain("secret");
    const windows = read(
      String.raw`cmd /c "C:\IBC\scripts\StartIBC.bat" 1045 "/TwsSettingsPath:C:\My Jts" "/Config:C:\IBC\c.ini" "/PW:secret"`,
      "win32",
    );
    expect(paths(windows.settings)[0]).toBe(String.raw`C:\My Jts`);
    expect(windows.launcher).toBe(true);
    expect(JSON.stringify(windows)).not.toContain("secret");
  });

  test("gives no word away that can be a password, however the line ends", () => {
    const secrets = "someone hunter2 live";
    const lines = [
      `java -DjtsConfigDir=/Users/u/Jts ibcalpha.ibc.IbcTws /Users/u/ibc/config.ini ${secrets}`,
      `java -DjtsConfigDir=/Users/u/Jts somebody.Loader ${secrets}`,
      `java -DjtsConfigDir=/Users/u/Jts password=${secrets}`,
      `java -DjtsConfigDir=/Users/u/Jts /x ${secrets}`,
      `java install4j.ibgateway.GWClient /Users/u/Jts ${secrets}`,
      `java ibcalpha.ibc.IbcTws /Users/u/my ibc/config.ini ${secrets}`,
    ];
    for (const line of lines)
      for (const platform of ["darwin", "win32", "linux"] as const)
        expect(JSON.stringify(runningHost({ pid: 1, words: line }, platform))).not.toContain("hunter2");
    expect(paths(read(lines.at(-1) as string, "darwin").ibcConfigs)).toEqual(["/Users/u/my ibc/config.ini"]);
  });

  test("of the programs' own starters is known without any option", () => {
    expect(read(String.raw`"C:\Jts\1045\tws.exe"`, "win32")).toMatchObject({ program: "TWS", settings: [] });
    expect(read(String.raw`C:\Jts\ibgateway\1045\ibgateway.exe -J-DjtsConfigDir="C:\IBKR"`, "win32")).toMatchObject({
      program: "Gateway",
      settings: [{ path: String.raw`C:\IBKR` }],
    });
  });

  test("of other programs is passed over, though it names a Gateway", () => {
    for (const words of [
      ["java", "-jar", "server.jar"],
      ["vim", "/opt/ibgateway/ibgateway.vmoptions"],
      ["Xtigervnc", "-auth", "/opt/ibgateway/.Xauthority"],
      ["grep", "jts4launch"],
      [],
    ])
      expect(runningHost({ pid: 1, words }, "linux")).toBeUndefined();
    expect(runningHost({ pid: 1, words: "" }, "darwin")).toBeUndefined();
  });

  test("relative and empty paths are left out", () => {
    expect(read(["java", "-DjtsConfigDir=Jts"], "linux").settings).toEqual([]);
    expect(read(["java", "-DjtsConfigDir="], "linux").settings).toEqual([]);
  });

  test("of any text is read without an exception, and words are what stands between blanks", () => {
    expect(() =>
      fc.assert(
        fc.property(
          fc.string({ maxLength: 200 }),
          fc.constantFrom<Platform>("win32", "darwin", "linux"),
          (text, platform) => {
            runningHost({ pid: 1, words: `java ${text} -DjtsConfigDir=${text}` }, platform);
            runningHost({ pid: 1, words: text.split(" ") }, platform);
          },
        ),
      ),
    ).not.toThrow();
    expect(wordsOf(' a  "b c" -Dx="d e"f "open g')).toEqual(["a", "b c", "-Dx=d ef", "open g"]);
  });

  test("of hostile length takes a moment", () => {
    const begun = performance.now();
    for (const unit of ["IB Gateway", "a:", '"', ":/jars/jts4launch", "-DjtsConfigDir=", " x"])
      for (const platform of ["linux", "darwin", "win32"] as const)
        runningHost({ pid: 1, words: `java ${unit.repeat(50_000)}` }, platform);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
