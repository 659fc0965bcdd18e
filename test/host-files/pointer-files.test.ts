import { expect, test } from "vitest";
import { settingsInIbcConfig, settingsInVmOptions } from "../../src/host-files/pointer-files.ts";

test("IBC's settings name a folder in IbDir, on Windows with doubled backslashes or not", () => {
  expect(settingsInIbcConfig("# IbDir=/no\nIbPassword=x\nIbDir=/srv/my jts \n", "linux")).toBe("/srv/my jts");
  expect(settingsInIbcConfig("IbDir=C:\\\\IBLive\\\\Jts", "win32")).toBe("C:\\IBLive\\Jts");
  expect(settingsInIbcConfig("IbDir=C:\\IBLive", "win32")).toBe("C:\\IBLive");
  for (const text of ["", "IbDir=", "IbDir=relative", "#IbDir=/a"])
    expect(settingsInIbcConfig(text, "linux")).toBeUndefined();
});

test("Java options name a folder, the last one counts, and placeholders name none", () => {
  expect(
    settingsInVmOptions("-Xmx768m\n# -DjtsConfigDir=/no\n-DjtsConfigDir=/a\r\n -DjtsConfigDir=/b \n", "linux"),
  ).toBe("/b");
  expect(settingsInVmOptions('-DjtsConfigDir="C:\\My Jts"', "win32")).toBe("C:\\My Jts");
  for (const text of ["", "-DjtsConfigDir=", "-DjtsConfigDir=${installer:jtsConfigDir}", "-DjtsConfigDir=x"])
    expect(settingsInVmOptions(text, "linux")).toBeUndefined();
});
