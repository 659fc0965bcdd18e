/**
 * Paths of another platform than the one that runs: Windows paths are told apart, joined and compared in the same way on
 * every machine, so that what is found on Windows can be tested anywhere.
 */
export type Platform = "win32" | "darwin" | "linux";

const separator = (platform: Platform): string => (platform === "win32" ? "\\" : "/");

const separators = (platform: Platform): RegExp => (platform === "win32" ? /[\\/]+/ : /\/+/);

export const isAbsolute = (platform: Platform, path: string): boolean =>
  platform === "win32" ? /^(?:[a-zA-Z]:[\\/]|\\\\[^\\/])/.test(path) : path.startsWith("/");

/** Joins with one separator between the parts, and none at the end. */
export function joinPath(platform: Platform, ...parts: readonly string[]): string {
  const sign = separator(platform);
  const joined = parts.filter((part) => part !== "").join(sign);
  const share = platform === "win32" && joined.startsWith("\\\\") ? "\\" : "";
  const plain = share + joined.split(separators(platform)).join(sign);
  const root = platform === "win32" ? /^[a-zA-Z]:\\$/ : /^\/$/;
  return root.test(plain) || !plain.endsWith(sign) ? plain : plain.slice(0, -1);
}

/** What is the same for the same place: Windows and macOS do not tell upper from lower case. */
export const pathKey = (platform: Platform, path: string): string => {
  const plain = joinPath(platform, path);
  return platform === "linux" ? plain : plain.toLowerCase();
};

export const baseName = (platform: Platform, path: string): string =>
  joinPath(platform, path).split(separator(platform)).at(-1) ?? "";

/** The folder around, or `undefined` for a root. */
export function parentFolder(platform: Platform, path: string): string | undefined {
  const plain = joinPath(platform, path);
  const cut = plain.lastIndexOf(separator(platform));
  if (cut < 0 || cut === plain.length - 1) return undefined;
  const parent = plain.slice(0, cut);
  if (parent === "") return "/";
  return /^[a-zA-Z]:$/.test(parent) ? `${parent}\\` : parent;
}
